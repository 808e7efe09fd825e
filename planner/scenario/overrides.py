"""`--set PATH=VALUE`: a change to the tree without editing the file."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from planner.scenario.problems import Place, Problem, ScenarioError
from planner.scenario.quantities import shown
from planner.scenario.tree import Node, parse

LONGEST_PATH = 10
NAMED = {"chat_types": "chat type", "agent_groups": "agent group"}
"""Sections whose keys are names that the planner chose."""
INDEX = re.compile("[0-9]{1,4}")


def override(tree: Node, settings: Iterable[str]) -> list[Problem]:
    """Apply settings such as `agent_groups.day_team.agents=10` in order; return what is wrong with them.

    Values are YAML: `[1, 1.2]`, `{mean: 9m, cv: 0.8}`. Sections that are missing are made, but a chat type or
    agent group must be set whole; a list's entries are numbered from 0.
    """
    found: list[Problem] = []
    for setting in settings:
        place = Place(f"--set {shown(setting)}")
        path, equals, text = setting.partition("=")
        steps = path.split(".")
        if not equals or not all(steps) or len(steps) > LONGEST_PATH:
            found.append(Problem(place, "this is not PATH=VALUE", "write for example run.replications=50"))
            continue
        try:
            value, problems = parse(text, place.source) if text.strip() else (Node(place, None), [])
            found += problems
            _put(tree, steps, _placed(value, place))
        except ScenarioError as error:
            found += error.problems
    return found


def _put(tree: Node, steps: list[str], value: Node) -> None:
    node = tree
    for depth in range(len(steps) - 1):
        node = _enter(node, steps, depth, value.place)
    last = steps[-1]
    if isinstance(node.value, dict):
        node.value[last] = value
        node.key_places[last] = value.place
    elif _is_entry(node, last):
        node.value[int(last)] = value
    else:
        raise _nothing_there(node, steps, len(steps) - 1, value.place)


def _enter(node: Node, steps: list[str], depth: int, place: Place) -> Node:
    """Return the child of a section or list that a step leads to."""
    step = steps[depth]
    if isinstance(node.value, dict):
        child = node.value.get(step)
        if (child is None or child.value is None) and depth == 1 and steps[0] in NAMED:
            raise _unknown_name(node, steps, place)
        # an alias' node stands in several places; the change is meant for this one
        inner = Node(place, {}) if child is None or child.value is None else _copy(child)
        node.value[step] = inner
        return inner
    if _is_entry(node, step):
        inner = _copy(node.value[int(step)])
        node.value[int(step)] = inner
        return inner
    raise _nothing_there(node, steps, depth, place)


def _is_entry(node: Node, step: str) -> bool:
    return isinstance(node.value, list) and bool(INDEX.fullmatch(step)) and int(step) < len(node.value)


def _unknown_name(section: Node, steps: list[str], place: Place) -> ScenarioError:
    close = get_close_matches(steps[1], list(section.value), n=1)
    hint = f"did you mean {shown(close[0])}? " if close else ""
    fix = f"{hint}To add one, set it whole: {steps[0]}.NAME={{...}}"
    return ScenarioError([Problem(place, f"there is no {NAMED[steps[0]]} {shown(steps[1])}", fix)])


def _nothing_there(node: Node, steps: list[str], depth: int, place: Place) -> ScenarioError:
    above = ".".join(steps[:depth]) or "the scenario"
    if isinstance(node.value, list):
        wrong = f"{above} has {len(node.value)} entries"
        return ScenarioError(
            [Problem(place, wrong, f"there is no {shown(steps[depth])} in it; numbers start at 0")]
        )
    return ScenarioError([Problem(place, f"{above} is {shown(node.value)}", "set it whole")])


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
