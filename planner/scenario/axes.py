"""What is varied: `agent_groups.day_team.agents=8:14` -> a path and its values; axes -> all their combinations."""

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planner.scenario.overrides import read_value, steps_of
from planner.scenario.problems import Place, Problem, ScenarioError
from planner.scenario.quantities import PART, Unreadable, duration, shown
from planner.scenario.scalar import scalar
from planner.scenario.several import split_values

VARY = "--vary"
"""Where axes stand."""
MOST_AXES = 3
MOST_VALUES = 10_000
EXAMPLE = "write for example agent_groups.day_team.agents=8:14 or =8,10,12"
FIXED = ("run.seed", "run.replications")
"""What all points share, so that they meet the same customers equally often."""

WHOLE = re.compile(r"0|[1-9][0-9]{0,11}")
DECIMAL = re.compile(r"(0|[1-9][0-9]{0,8})\.[0-9]{1,6}")
OUT_OF_RANGE = re.compile(r"-\s*(?P<size>[0-9.].*)|[+-]?\.?(?:nan|inf|infinity)", re.IGNORECASE)
SHARE = re.compile(r"((?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,6})?)\s*%")


@dataclass(frozen=True)
class Axis:
    """A path and the values that it takes, as they would follow `--set PATH=`."""

    path: str
    values: tuple[str, ...]
    plain: tuple[Any, ...]
    """The values as YAML means them."""


Settings = tuple[tuple[str, str], ...]
"""A point of the grid: paths and their values."""


def read_axes(texts: Sequence[str]) -> tuple[Axis, ...]:
    """Read `PATH=8:14`, `PATH=8:14:2`, `PATH=1m:5m:1m` or `PATH=2,3,4`. Raises `ScenarioError` with all that is wrong."""
    axes, found = [], []
    for text in texts:
        try:
            axes.append(_axis(text))
        except ScenarioError as error:
            found += error.problems
    if len(texts) > MOST_AXES:
        wrong = f"{len(texts)} things are varied at once"
        found.append(Problem(Place(VARY), wrong, f"vary at most {MOST_AXES}, and set others with --set"))
    found += _overlaps(axes)
    if found:
        raise ScenarioError(found)
    return tuple(axes)


def points(axes: Sequence[Axis]) -> Iterator[Settings]:
    """Yield all combinations; the last axis changes fastest."""
    paths = [axis.path for axis in axes]
    for values in itertools.product(*(axis.values for axis in axes)):
        yield tuple(zip(paths, values, strict=True))


def _axis(text: str) -> Axis:
    place = Place(f"{VARY} {shown(text)}")
    path, equals, values = text.partition("=")
    path = path.strip()
    if not equals or not steps_of(path):
        raise ScenarioError([Problem(place, "this is not PATH=VALUES", EXAMPLE)])
    if path in FIXED:
        wrong = f"{path} is the same for all points, which meet the same customers equally often"
        raise ScenarioError([Problem(place, wrong, f"use --{path.removeprefix('run.')}")])
    if path.split(".")[0] == "variants":
        raise ScenarioError(
            [Problem(place, "variants change nothing by themselves", "vary what they change")]
        )
    parts = split_values(values)
    if "" in parts:
        wrong = "there is no value" if parts == [""] else "there is nothing between two commas or at an end"
        raise ScenarioError([Problem(place, wrong, EXAMPLE)])
    ranged = _range(parts[0], place) if len(parts) == 1 else None
    if ranged is not None:
        return Axis(path, tuple(ranged), tuple(map(scalar, ranged)))
    return _listed(path, parts, place)


def _listed(path: str, values: Sequence[str], place: Place) -> Axis:
    if len(values) > MOST_VALUES:
        raise ScenarioError([Problem(place, f"{len(values):,} values", f"give at most {MOST_VALUES:,}")])
    plain, found = [], []
    for value in values:
        node, problems = read_value(value, place)
        plain.append(node.plain())
        found += problems
    alike = Counter(map(_comparable, plain))
    twice = [value for value, meant in zip(values, plain, strict=True) if alike[_comparable(meant)] > 1]
    if twice:
        found.append(Problem(place, f"{shown(twice[0])} stands here more than once", "keep one"))
    if found:
        raise ScenarioError(found)
    return Axis(path, tuple(values), tuple(plain))


def _comparable(value: Any) -> str:
    """Return the same text for what means the same."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return json.dumps(float(value) if is_number else value, sort_keys=True)


def _overlaps(axes: Iterable[Axis]) -> list[Problem]:
    """Find paths of which one lies in the other: the later one would undo the earlier."""
    return [
        Problem(Place(VARY), f"{inner.path} and {outer.path} change the same key", "vary one of them")
        for outer, inner in itertools.permutations(axes, 2)
        if _within(steps_of(inner.path), steps_of(outer.path))
    ]


def _within(inner: Sequence[str], outer: Sequence[str]) -> bool:
    return list(inner[: len(outer)]) == list(outer)


def _range(text: str, place: Place) -> list[str] | None:
    """Return the values of `8:14`, `8:14:2` or the like; None if the text is no range. Raises `ScenarioError`."""
    parts = [part.strip() for part in text.split(":")]
    kinds = [_kind(part) for part in parts]
    _check_from_zero(parts, text, place)
    if not 2 <= len(parts) <= 3 or None in kinds:
        return None

    def refuse(wrong: str, fix: str) -> ScenarioError:
        return ScenarioError([Problem(place, wrong, fix)])

    family = {"whole": "number", "decimal": "number"}
    if len({family.get(kind or "", kind) for kind in kinds}) > 1:
        raise refuse(f"{shown(text)} mixes units", "write for example 1m:5m:1m or 10%:50%:10%")
    if len(parts) == 2 and kinds != ["whole", "whole"]:
        raise refuse(f"{shown(text)} has no step", f"say it, such as {text}:{STEPS[kinds[0] or '']}")
    first, last, step = (_amount(part) for part in (*parts, "1")[:3])
    if step <= 0:
        raise refuse("the step is 0", "give a step above 0")
    if last < first:
        raise refuse(f"{shown(text)} ends before it begins", f"write {parts[1]}:{parts[0]}")
    count = int((last - first) // step) + 1
    if count > MOST_VALUES:
        raise refuse(
            f"{shown(text)} has {count:,} values", f"give at most {MOST_VALUES:,}, with a longer step"
        )
    unit = kinds[0] or ""
    return [_written(first + number * step, unit) for number in range(count)]


def _check_from_zero(parts: Sequence[str], text: str, place: Place) -> None:
    """Raise `ScenarioError` for what would be a range but for numbers below 0 or none at all."""
    outside = [OUT_OF_RANGE.fullmatch(part) for part in parts]
    sizes = [
        part if match is None else match["size"] or "0" for part, match in zip(parts, outside, strict=True)
    ]
    if not 2 <= len(parts) <= 3 or not any(outside) or None in map(_kind, sizes):
        return
    if not any(outside[:2]):
        raise ScenarioError([Problem(place, f"the step is {parts[2]}", "give a step above 0")])
    wrong = f"{shown(text)} is no range of numbers from 0"
    raise ScenarioError([Problem(place, wrong, "write for example 1:5 or 0:2:0.5")])


STEPS = {"whole": "0.5", "decimal": "0.5", "share": "5%", "duration": "1m"}


def _kind(text: str) -> str | None:
    """Tell what a range's part is; times of day (`08`, `00`) and anything else are none."""
    if WHOLE.fullmatch(text):
        return "whole"
    if DECIMAL.fullmatch(text):
        return "decimal"
    if SHARE.fullmatch(text):
        return "share"
    if not PART.match(text):
        return None
    try:
        duration(text)
    except Unreadable:
        return None
    return "duration"


def _amount(text: str) -> Decimal:
    """Return a number, a share in per cent, or a duration in seconds; exact, so that steps do not drift."""
    if share := SHARE.fullmatch(text):
        return Decimal(share[1])
    if _kind(text) == "duration":
        return Decimal(repr(duration(text)))
    return Decimal(text)


def _written(amount: Decimal, unit: str) -> str:
    if unit != "duration":
        return f"{amount.normalize():f}" + ("%" if unit == "share" else "")
    hours, rest = divmod(amount, 3600)
    minutes, seconds = divmod(rest, 60)
    parts = [(hours, "h"), (minutes, "m"), (seconds, "s")]
    return "".join(f"{number.normalize():f}{name}" for number, name in parts if number) or "0s"
