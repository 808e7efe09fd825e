"""Values that a planner gives for a KPI: `80%`, `60s`, `12` -> a number in the KPI's own unit, and back."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.scenario import quantities
from planner.scenario.quantities import NUMBER, Unreadable, shown

LARGEST = 1e20


@dataclass(frozen=True)
class Kind:
    """What the values of a KPI are."""

    what: str
    read: Callable[[object], float]
    """Read a value in the KPI's own unit. Raises `Unreadable`."""
    text: Callable[[float], str]
    """Write one."""


def number(value: object) -> float:
    """Read a plain number, from 0. Raises `Unreadable`."""
    given = value
    if isinstance(value, str) and NUMBER.fullmatch(value.strip()):
        given = float(value)
    if isinstance(given, (int, float)) and not isinstance(given, bool) and 0 <= given <= LARGEST:
        return float(given)
    text = value.strip() if isinstance(value, str) else repr(value)
    negative = NUMBER.fullmatch(text.removeprefix("-"))
    wrong = "is negative" if negative and text.startswith("-") else "is not a number"
    raise Unreadable(f"{shown(value)} {wrong}", "give a number from 0, such as 12.5")


def hours(value: object) -> float:
    """Read `1h30m`, or a number of hours. Raises `Unreadable`."""
    try:
        return number(value)
    except Unreadable as error:
        if not isinstance(value, str):
            raise Unreadable(error.wrong, "write for example 1h30m, or 1.5 for hours") from None
        return quantities.duration(value) / 3600


SHARE = Kind("a share", quantities.share, lambda value: f"{100 * value:.4g} %")
TIME = Kind("a time", quantities.duration, quantities.duration_text)
HOURS = Kind("a number of hours", hours, lambda value: f"{value:.4g} h")
PLAIN = Kind("a number", number, lambda value: f"{value:.4g}")


def kind_of(unit: str) -> Kind:
    """Return what the values of a KPI with this unit are."""
    if unit.startswith("share"):
        return SHARE
    return {"s": TIME, "h": HOURS}.get(unit, PLAIN)
