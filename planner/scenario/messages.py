"""Pydantic's errors -> problems in a planner's words, with line and column."""

from collections.abc import Container, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from planner.scenario.not_yet import until_then
from planner.scenario.problems import Place, Problem
from planner.scenario.quantities import NUMBER, SHARE, share, shown
from planner.scenario.sections import Path, keys_at, sections_with
from planner.scenario.tree import Node
from planner.scenario.week import DAILY_KEY

VARIANTS = ("[duration]", "[never]", "[list]", "[share]", DAILY_KEY)
"""Tags of types that are one of two, and keys that are put in where a planner may leave them out."""

EXPECTED = {
    "int": "a whole number",
    "float": "a number",
    "dict": "a section of keys and values",
    "model": "a section of keys and values",
    "tuple": "a list",
    "list": "a list",
    "string": "text",
    "bool": "true or false",
}
"""By the beginning of pydantic's error type."""


def problems(error: ValidationError, tree: Node, told: Container[Place]) -> Iterator[Problem]:
    """Translate every error that pydantic found, but for values at places that are complained of already."""
    errors = [(_in_file(detail), detail) for detail in error.errors(include_url=False)]
    early = {path[:-1] for path, detail in errors if _is_to_come(path, detail["type"])}
    inside = {path[:depth] for path, _ in errors for depth in range(len(path))}
    for path, detail in errors:
        kind = detail["type"]
        if kind == "missing" and path[:-1] in early:
            continue  # the key that stands in its place is reported
        if kind == "too_short" and path in inside:
            continue  # there are entries, but wrong ones
        problem = _problem(path, kind, detail.get("ctx", {}), detail.get("input"), tree)
        if kind == "missing" or problem.place not in told:
            yield problem


def _in_file(detail: ErrorDetails) -> Path:
    """Leave out of pydantic's path which variant of a type it tried."""
    path = detail["loc"]
    end = -1 if detail["type"] == "extra_forbidden" else len(path)
    return (*(step for step in path[:end] if step not in VARIANTS), *path[end:])


def _is_to_come(path: Path, kind: str) -> bool:
    return kind == "extra_forbidden" and until_then(path) is not None


def _problem(path: Path, kind: str, context: Mapping[str, Any], given: object, tree: Node) -> Problem:
    if kind == "extra_forbidden":
        return _unknown_key(path, tree)
    node = tree.at(path)
    where = _dotted(path, tree)
    if kind == "missing":
        return Problem(node.place, f"{where} is missing", f"add {path[-1]}: ...")
    wrong, fix = _words(kind, context, given)
    place = node.place
    if "[key]" in path:
        parent = tree.at(path[:-2])
        place = parent.key_places.get(str(path[-2]), parent.place)
    return Problem(place, f"{where}: {wrong}", fix)


def _words(kind: str, context: Mapping[str, Any], given: object) -> tuple[str, str]:
    """Return what is wrong and what would be right."""
    said = shown(given) if isinstance(given, (str, int, float, bool)) or given is None else "this"
    if kind == "wrong":
        return context["what"], context["fix"]
    if given is None:
        return "nothing is given", "give a value"
    if kind in ("greater_than_equal", "greater_than", "less_than_equal", "less_than"):
        bound = next(iter(context.values()))
        bound = int(bound) if bound == int(bound) else bound
        words = {"greater_than_equal": "at least", "greater_than": "more than", "less_than_equal": "at most"}
        return f"{said} is out of range", f"give a number of {words.get(kind, 'less than')} {bound:,}"
    if kind == "literal_error":
        allowed = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
        return f"{said} is none of the choices", _did_you_mean(given, allowed) + "use " + ", ".join(allowed)
    if kind in ("too_short", "too_long"):
        return _wrong_number(kind, context)
    for start, expected in EXPECTED.items():
        if kind.startswith(start):
            return _wrong_kind(given, said, expected)
    return f"{said} cannot be used here", kind.replace("_", " ")


def _wrong_number(kind: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Return words for a list or section with too few or too many entries."""
    if kind == "too_long":
        return "there are too many entries", f"give at most {context['max_length']}"
    wrong = "there are too few entries" if context["actual_length"] else "there is no entry"
    least = context["min_length"]
    return wrong, f"give at least {'one' if least == 1 else least}"


def _wrong_kind(given: object, said: str, expected: str) -> tuple[str, str]:
    """Return words for a value that is something else than it should be."""
    if isinstance(given, str) and "number" in expected:
        plain = given.strip().replace("_", "")
        if SHARE.fullmatch(plain):
            return f"{said} is no plain number", f"write {share(plain):g}"
        if NUMBER.fullmatch(plain):
            return f"{said} is text", f"give {expected}, such as {float(plain):g}, without quotes"
    if isinstance(given, str) and expected == "a list":
        return f"{said} is not a list", f"write [{given}]"
    return f"{said} is not {expected}", f"give {expected}"


def _did_you_mean(given: object, known: list[str]) -> str:
    close = get_close_matches(str(given), known, n=1)
    return f'did you mean "{close[0]}"? ' if close else ""


def _unknown_key(path: Path, tree: Node) -> Problem:
    parent = tree.at(path[:-1])
    key = str(path[-1])
    place = parent.key_places.get(key, tree.at(path).place)
    instead = until_then(path)
    if instead is not None:
        return Problem(place, f"{_dotted(path, tree)} is not available yet in this version", instead)
    known = sorted(keys_at(path[:-1]))
    if key.partition(":")[0] in known:
        return Problem(place, f"unknown key {_dotted(path, tree)}", "put a space after the colon")
    elsewhere = sections_with(key, path[:-1])
    hint = f"it belongs to {elsewhere}; " if elsewhere else _did_you_mean(key, known)
    return Problem(place, f"unknown key {_dotted(path, tree)}", hint + "known here: " + ", ".join(known))


def _dotted(path: Path, tree: Node) -> str:
    """Write a path as a planner would, leaving out what stands only inside the schema."""
    steps: list[str] = []
    for depth, step in enumerate(path):
        if step == "[key]":
            continue
        node = tree.at(path[:depth])
        shorthand = depth > 0 and not isinstance(node.value, (dict, list))
        if shorthand:
            break
        steps.append(str(step))
    text = ".".join(steps)
    return text if text and text.isprintable() and len(text) <= 150 else shown(text)
