"""Pydantic's errors -> problems in a planner's words, with line and column."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from planner.scenario.model import Scenario
from planner.scenario.not_yet import NOT_YET
from planner.scenario.problems import Problem
from planner.scenario.quantities import shown
from planner.scenario.tree import Node

Path = tuple[str | int, ...]


def problems(error: ValidationError, tree: Node) -> Iterator[Problem]:
    """Translate every error that pydantic found."""
    errors = error.errors(include_url=False)
    early = {
        tuple(e["loc"][:-1]) for e in errors if e["type"] == "extra_forbidden" and e["loc"][-1] in NOT_YET
    }
    for detail in errors:
        path, kind = tuple(detail["loc"]), detail["type"]
        if kind == "missing" and path[:-1] in early:
            continue  # the key that stands in its place is reported
        yield _problem(path, kind, detail.get("ctx", {}), detail.get("input"), tree)


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
    said = "nothing" if given is None else said
    if kind == "wrong":
        return context["what"], context["fix"]
    if kind in ("greater_than_equal", "greater_than", "less_than_equal", "less_than"):
        bound = next(iter(context.values()))
        words = {"greater_than_equal": "at least", "greater_than": "more than", "less_than_equal": "at most"}
        return f"{said} is out of range", f"give a number of {words.get(kind, 'less than')} {bound:,}"
    if kind == "literal_error":
        allowed = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
        return f"{said} is none of the choices", _did_you_mean(given, allowed) + "use " + ", ".join(allowed)
    if kind in ("too_short", "too_long"):
        few = kind == "too_short"
        return ("there is no entry" if few else "there are too many entries"), (
            "give at least one" if few else f"give at most {context['max_length']}"
        )
    expected = {
        "int": "a whole number",
        "float": "a number",
        "dict": "a section of keys and values",
        "model": "a section of keys and values",
        "tuple": "a list",
        "list": "a list",
        "string": "text",
    }
    for start, words_expected in expected.items():
        if kind.startswith(start):
            return f"{said} is not {words_expected}", f"give {words_expected}"
    return f"{said} cannot be used here", kind.replace("_", " ")


def _did_you_mean(given: object, known: list[str]) -> str:
    close = get_close_matches(str(given), known, n=1)
    return f'did you mean "{close[0]}"? ' if close else ""


def _unknown_key(path: Path, tree: Node) -> Problem:
    parent = tree.at(path[:-1])
    key = str(path[-1])
    place = parent.key_places.get(key, tree.at(path).place)
    if key in NOT_YET:
        return Problem(place, f"{_dotted(path, tree)} is not available yet in this version", NOT_YET[key])
    known = sorted(_keys_at(path[:-1]))
    fix = _did_you_mean(key, known) + "known here: " + ", ".join(known)
    return Problem(place, f"unknown key {_dotted(path, tree)}", fix)


def _keys_at(path: Path) -> set[str]:
    """Return the keys that the schema knows at a path."""
    model: type[BaseModel] = Scenario
    for step in path:
        if step in model.model_fields:
            model = _model_in(model.model_fields[str(step)].annotation) or model
    return set(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model that a field's type is made of, if any."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)


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
    return text if text.isprintable() and len(text) <= 150 else shown(text)
