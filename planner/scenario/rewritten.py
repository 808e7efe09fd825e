"""A scenario as plain values, and values as YAML: for scenarios that are made from others."""

from io import StringIO
from typing import Any

from planner.scenario.draft import Draft
from planner.scenario.overrides import override
from planner.scenario.tree import parse


def plain_scenario(draft: Draft) -> dict[str, Any]:
    """Return what the draft of a scenario that is right says, its settings included, without comments."""
    tree, _ = parse(draft.text, str(draft.path))
    override(tree, draft.settings)
    plain = tree.plain()
    assert isinstance(plain, dict)
    return plain


def as_yaml(plain: dict[str, Any]) -> str:
    """Write sections as blocks, and what holds no further sections or lists in one line."""
    from ruamel.yaml import YAML

    yaml = YAML(pure=True)
    yaml.width = 200
    text = StringIO()
    yaml.dump(_laid_out(plain), text)
    return text.getvalue()


def _laid_out(value: Any, top: bool = True) -> Any:
    """Return a value with the way in which each part of it is written."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if not isinstance(value, (dict, list)):
        return value
    inner = list(value.values()) if isinstance(value, dict) else value
    made: Any
    if isinstance(value, dict):
        made = CommentedMap((key, _laid_out(part, False)) for key, part in value.items())
    else:
        made = CommentedSeq(_laid_out(part, False) for part in value)
    if not top and not any(isinstance(part, (dict, list)) for part in inner):
        made.fa.set_flow_style()
    return made
