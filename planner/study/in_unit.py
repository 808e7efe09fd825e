"""A value that a planner gives for a KPI: `80%`, `60s`, `12` -> a number in the KPI's own unit."""

import math

from planner.kpi import Kpi
from planner.scenario.quantities import NUMBER, Unreadable, duration, share, shown


def in_unit(kpi: Kpi, text: str) -> float:
    """Read a share (`80%` or `0.8`), a time (`60s`), hours (`1h30m` or `1.5`) or a number, from 0. Raises `Unreadable`."""
    value = text.strip()
    if kpi.unit.startswith("share"):
        return share(value)
    if kpi.unit == "s":
        return duration(value)
    if NUMBER.fullmatch(value) and math.isfinite(float(value)):
        return float(value)
    if kpi.unit == "h":
        return duration(value) / 3600
    wrong = "is negative" if NUMBER.fullmatch(value.removeprefix("-")) else "is not a number"
    raise Unreadable(
        f"{shown(value)} {wrong}", f"{kpi.key} is told as {kpi.unit}, from 0; write for example 12.5"
    )
