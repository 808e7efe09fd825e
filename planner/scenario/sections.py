"""The sections of a scenario and the keys that each knows, as the schema has them."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from planner.scenario.model import Scenario

Path = tuple[str | int, ...]

NAME = "NAME"
"""Stands for the name of a chat type or group."""
MOST_PLACES = 2
"""A key that more sections know, such as `mean`, says nothing of where it belongs."""


def keys_at(path: Path) -> set[str]:
    """Return the keys that the schema knows at a path."""
    here: Any = Scenario
    for step in path:
        if isinstance(step, int):
            continue  # an entry of a list is what the list holds
        if isinstance(here, type) and issubclass(here, BaseModel):
            here = _fields(here)[str(step)].annotation
        elif get_origin(here) is dict:
            here = get_args(here)[1]
        here = _part(here, _is_dict) or _part(here, _is_model)
    return set(_fields(here))


def sections_with(key: str, wrong: Path) -> str:
    """Return the sections that know a key, in a planner's words; empty where none or too many do.

    `wrong` is where it was written: what belongs to the same chat type or group is told by that one's name.
    """
    known = [section for section in _sections() if key in section[1]]
    if len(known) > MOST_PLACES:
        return ""
    return " or ".join(_told(path, wrong) for path, _ in known)


def _told(path: tuple[str, ...], wrong: Path) -> str:
    named = [*path]
    if NAME in path[1:2] and wrong[:1] == path[:1] and len(wrong) > 1:
        named[1] = str(wrong[1])
    return ".".join(named) or "the top level"


@cache
def _sections() -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    """Return every section and the keys it knows."""
    return tuple(_within(Scenario, ()))


def _within(
    model: type[BaseModel], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    fields = _fields(model)
    yield path, frozenset(fields)
    for key, info in fields.items():
        by_name = _part(info.annotation, _is_dict)
        inner = _part(by_name or info.annotation, _is_model)
        if inner is not None:
            yield from _within(inner, (*path, key, NAME) if by_name else (*path, key))


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields by the keys that planners write."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _is_dict(annotation: Any) -> bool:
    return get_origin(annotation) is dict


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _part(annotation: Any, wanted: Callable[[Any], bool]) -> Any:
    """Return the first part of a type that is wanted, None if there is none."""
    if wanted(annotation):
        return annotation
    return next((found for part in get_args(annotation) if (found := _part(part, wanted))), None)
