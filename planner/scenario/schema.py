"""The JSON Schema of scenarios."""

from typing import Any

from planner.scenario.model import Scenario


def json_schema() -> dict[str, Any]:
    """Return the schema, made from the model's types and docstrings."""
    schema = _without_null(Scenario.model_json_schema())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _without_null(schema: Any) -> Any:
    """Leave out null, which stands for an absent key in the model and which no key takes."""
    if isinstance(schema, list):
        return [_without_null(part) for part in schema if part != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _without_null(part) for key, part in schema.items() if part is not None}
    if len(kept.get("anyOf", ())) == 1:
        kept |= kept.pop("anyOf")[0]
    return kept
