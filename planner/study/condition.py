"""A condition that a planner sets: `service_level >= 80%`."""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

from planner.kpi import BY_KEY, Figures
from planner.scenario.kpi_values import kind_of
from planner.scenario.quantities import Unreadable, shown

SIGNS: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
SHAPE = re.compile(r"\s*(\w+)\s*([^\w\s.-]++)\s*(.+)")
EXAMPLE = 'write for example "service_level >= 80%" or "wait_mean <= 60s"'


@dataclass(frozen=True)
class Condition:
    """What the mean of a KPI must be."""

    kpi: str
    sign: str
    bound: float
    """In the KPI's own unit."""

    def holds(self, figures: Figures) -> bool:
        """Tell whether it holds; it does not where the KPI is not known."""
        mean = figures[self.kpi].mean if self.kpi in figures else None
        return mean is not None and SIGNS[self.sign](mean, self.bound)


def parts(text: str) -> tuple[str, str, str]:
    """Take `KPI SIGN VALUE` apart. Raises `Unreadable`."""
    match = SHAPE.fullmatch(text.strip())
    if match is None:
        raise Unreadable(f"{shown(text)} is no condition", EXAMPLE)
    key, sign, value = match.groups()
    if sign not in SIGNS:
        raise Unreadable(f"{shown(sign)} is none of {', '.join(SIGNS)}", EXAMPLE)
    return key, sign, value


def read_condition(text: str) -> Condition:
    """Read `KPI SIGN VALUE`; the value carries the KPI's unit: `80%`, `60s`, `12`. Raises `Unreadable`, `KeyError`."""
    key, sign, value = parts(text)
    return Condition(key, sign, kind_of(BY_KEY[key].unit).read(value))
