"""The JSON Schema of scenarios."""

from typing import Any

from planner.scenario.model import Scenario


def json_schema() -> dict[str, Any]:
    """Return the schema, made from the model's types and docstrings."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Scenario.model_json_schema()}
