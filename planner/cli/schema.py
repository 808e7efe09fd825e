"""`planner schema`: the scenario's JSON Schema, for completion in an editor."""

import json

from planner.cli.options import Output
from planner.cli.output import check_target, write


def schema(output: Output = None) -> None:
    """Print the JSON Schema of scenarios.

    Point an editor at it from a scenario's first line: # yaml-language-server: $schema=planner.schema.json
    """
    check_target(output)
    from planner.scenario import json_schema

    write([json.dumps(json_schema(), indent=2, ensure_ascii=False), "\n"], output)
