"""Changes to the tree without editing the file: `--set PATH=VALUE`, and the variants that a scenario names."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from planner.scenario.problems import Place, Problem, ScenarioError
from planner.scenario.quantities import shown
from planner.scenario.scalar import NOTHING
from planner.scenario.tree import Node, parse

LONGEST_PATH = 10
NAMED = {"chat_types": "chat type", "agent_groups": "agent group", "shift_patterns": "shift pattern"}
"""Sections whose keys are names that the planner chose."""
INDEX = re.compile("[0-9]{1,4}")
SHORT_CLOCK = re.compile("[0-9]:[0-9]{2}")
SIGNED = re.compile(r"\s*\+[0-9.]")


def override(tree: Node, settings: Iterable[str], option: str = "--set") -> list[Problem]:
    """Apply settings such as `agent_groups.day_team.agents=10` in order; return what is wrong with them.

    Values are YAML: `[1, 1.2]`, `{mean: 9m, cv: 0.8}`. Sections that are missing are made, but a chat type or
    agent group must be set whole; a list's entries are numbered from 0. `option` is where they were given.
    """
    found: list[Problem] = []
    for setting in settings:
        place = Place(f"{option} {shown(setting)}")
        path, equals, text = setting.partition("=")
        steps = steps_of(path)
        if not equals or not steps:
            found.append(Problem(place, "this is not PATH=VALUE", "write for example run.replications=50"))
            continue
        try:
            value, problems = read_value(text, place)
            found += problems
            _put(tree, steps, value)
        except ScenarioError as error:
            found += error.problems
    return found


def vary(tree: Node, name: str) -> list[Problem]:
    """Apply the changes of a variant that the scenario names, in order; return what is wrong with them."""
    variants = tree.at(("variants",))
    if variants is tree or not isinstance(variants.value, dict) or name not in variants.value:
        names = list(variants.value) if variants is not tree and isinstance(variants.value, dict) else []
        close = get_close_matches(name, names, n=1)
        fix = f"did you mean {shown(close[0])}?" if close else f"there is {', '.join(names) or 'none'}"
        return [Problem(tree.place, f"there is no variant {shown(name)}", fix)]
    changes = variants.value[name]
    found: list[Problem] = []
    for path, value in changes.value.items() if isinstance(changes.value, dict) else ():
        steps, place = steps_of(path), changes.key_places.get(path, changes.place)
        if not steps or steps[0] == "variants":
            found.append(
                Problem(place, f"{shown(path)} is no path", "write for example agent_groups.day_team.agents")
            )
            continue
        try:
            _put(tree, steps, Node(value.place, value.value, value.key_places))
        except ScenarioError as error:
            found += [Problem(place, problem.wrong, problem.fix) for problem in error.problems]
    return found


def steps_of(path: str) -> list[str]:
    """Return the steps of a path as keys are spelled; none if it is no path."""
    steps = [
        f"0{step}" if SHORT_CLOCK.fullmatch(step) else unicodedata.normalize("NFC", step)
        for step in path.split(".")
    ]
    return steps if all(steps) and len(steps) <= LONGEST_PATH else []


def read_value(text: str, place: Place) -> tuple[Node, list[Problem]]:
    """Read a value; it stands at its option, and parts of it at their column there. Raises `ScenarioError`."""
    if SIGNED.match(text):
        wrong, fix = f"{shown(text)} is not a change to what is there", "write the number that is to hold"
        raise ScenarioError([Problem(place, wrong, fix)])
    if text.strip() in NOTHING:
        return Node(place, None), []
    node, problems = parse(text, place.source)
    whole = node.place
    return (
        Node(place, node.value, node.key_places),
        [Problem(place, p.wrong, p.fix) if p.place == whole else p for p in problems],
    )


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
        if child is None and depth == 1 and steps[0] in NAMED:
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
    step = steps[depth]
    entry = f'"{step}"' if ":" in step else step
    fix = f"set it whole, such as {above}={{{entry}: ...}}"
    return ScenarioError([Problem(place, f"{above} is {shown(node.value)}", fix)])


def _copy(node: Node) -> Node:
    value = node.value.copy() if isinstance(node.value, (dict, list)) else node.value
    return Node(node.place, value, dict(node.key_places))
