"""`--set PATH=VALUE`: a change to the tree without editing the file."""

import re
from collections.abc import Iterable

from planner.scenario.problems import Place, Problem, ScenarioError
from planner.scenario.quantities import shown
from planner.scenario.tree import Node, parse

LONGEST_PATH = 10
INDEX = re.compile("[0-9]{1,4}")


def override(tree: Node, settings: Iterable[str]) -> None:
    """Apply settings such as `agent_groups.day_team.agents=10` in order. Raises `ScenarioError`.

    Values are YAML: `[1, 1.2]`, `{mean: 9m, cv: 0.8}`. Sections that are missing are made; a list's
    entries are numbered from 0.
    """
    for setting in settings:
        place = Place(f"--set {shown(setting)}")
        path, equals, text = setting.partition("=")
        steps = path.split(".")
        if not equals or not all(steps) or len(steps) > LONGEST_PATH:
            raise ScenarioError(
                [Problem(place, "this is not PATH=VALUE", "write for example run.replications=50")]
            )
        value = parse(text, place.source) if text.strip() else Node(place, None)
        _put(tree, steps, _placed(value, place))


def _put(tree: Node, steps: list[str], value: Node) -> None:
    node = tree
    for depth, step in enumerate(steps):
        last = depth == len(steps) - 1
        if isinstance(node.value, dict):
            if last:
                node.value[step] = value
                node.key_places[step] = value.place
            else:
                child = node.value.get(step)
                # an alias' node stands in several places; the change is meant for this one
                node.value[step] = node = (
                    Node(value.place, {}) if child is None or child.value is None else _copy(child)
                )
        elif isinstance(node.value, list) and INDEX.fullmatch(step) and int(step) < len(node.value):
            if last:
                node.value[int(step)] = value
            else:
                node.value[int(step)] = node = _copy(node.value[int(step)])
        else:
            above = ".".join(steps[:depth]) or "the scenario"
            what = (
                f"has {len(node.value)} entries"
                if isinstance(node.value, list)
                else f"is {shown(node.value)}"
            )
            fix = (
                f'there is no "{step}" in it; numbers start at 0'
                if isinstance(node.value, list)
                else "set it whole"
            )
            raise ScenarioError([Problem(value.place, f"{above} {what}", fix)])


def _copy(node: Node) -> Node:
    value = node.value.copy() if isinstance(node.value, (dict, list)) else node.value
    return Node(node.place, value, dict(node.key_places))


def _placed(node: Node, place: Place) -> Node:
    """Let every part of a value that was set be found at its `--set`."""
    if isinstance(node.value, dict):
        value: object = {key: _placed(child, place) for key, child in node.value.items()}
        return Node(place, value, dict.fromkeys(node.value, place))
    if isinstance(node.value, list):
        return Node(place, [_placed(child, place) for child in node.value])
    return Node(place, node.value)
