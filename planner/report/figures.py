"""Figures as planners read them: `78.2 %`, `42.5 s`, `±0.9`, with as many digits as are known."""

import math
from dataclasses import dataclass

from planner.kpi import BY_KEY, Estimate

UNKNOWN = "–"
MOST_DECIMALS = 4


@dataclass(frozen=True)
class Scale:
    """How a unit is shown: times a factor, with a suffix."""

    factor: float
    suffix: str


def scale(unit: str, size: float) -> Scale:
    """Choose how to show a figure of this unit and size."""
    if unit.startswith("share"):
        return Scale(100, " %")
    if unit == "s":
        return (
            Scale(1, " s") if size < 120 else Scale(1 / 60, " min") if size < 7200 else Scale(1 / 3600, " h")
        )
    return Scale(1, {"h": " h", "1/h": "/h", "Erlang": " Erl"}.get(unit, ""))


def value(key: str, estimate: Estimate, finer: int = 0) -> str:
    """Write a KPI's value with its unit, with `finer` decimals more than are surely known."""
    if estimate.mean is None:
        return UNKNOWN
    shown = scale(BY_KEY[key].unit, estimate.mean)
    return f"{_number(estimate.mean * shown.factor, _decimals(estimate, shown) + finer)}{shown.suffix}"


def label(key: str) -> str:
    """Return a KPI's title, and where it needs to be said, of what it is a share or count; no two KPIs have the same."""
    kpi = BY_KEY[key]
    detail = kpi.unit.removeprefix("share").strip()
    return f"{kpi.title}, {detail}" if detail.startswith("of ") or "per replication" in detail else kpi.title


def interval(key: str, estimate: Estimate) -> str:
    """Write the 95 % interval in the same unit as the value."""
    if estimate.mean is None or estimate.low is None or estimate.high is None:
        return UNKNOWN
    shown = scale(BY_KEY[key].unit, estimate.mean)
    known = _decimals(estimate, shown)
    low, high = (_number(end * shown.factor, known) for end in (estimate.low, estimate.high))
    return f"{low} to {high}{shown.suffix}"


def plus_minus(key: str, estimate: Estimate, finer: int = 0) -> str:
    """Write how far the 95 % interval reaches on its longer side, without the unit."""
    far = reach(estimate)
    if estimate.mean is None or far is None:
        return ""
    shown = scale(BY_KEY[key].unit, estimate.mean)
    # where the value is the least or the most that can be, the interval lies on one side of it
    sign = "−" if estimate.high == estimate.mean != estimate.low else "±"
    sign = "+" if estimate.low == estimate.mean != estimate.high else sign
    return f"{sign}{_number(far * shown.factor, _decimals(estimate, shown) + finer)}"


def reach(estimate: Estimate) -> float | None:
    """Return how far the 95 % interval reaches on its longer side."""
    if estimate.mean is None or estimate.low is None or estimate.high is None:
        return None
    return max(estimate.high - estimate.mean, estimate.mean - estimate.low)


def change(key: str, difference: Estimate) -> str:
    """Write by how much a KPI differs, with its sign: `+11.2 points`, `−12 s`."""
    if difference.mean is None:
        return UNKNOWN
    shown = scale_of_change(key, difference.mean)
    number = _signed(difference.mean * shown.factor, _decimals_of_change(difference, shown))
    return f"{number}{shown.suffix}"


def change_interval(key: str, difference: Estimate) -> str:
    """Write the interval of a difference in the same unit."""
    if difference.mean is None or difference.low is None or difference.high is None:
        return UNKNOWN
    shown = scale_of_change(key, difference.mean)
    known = _decimals_of_change(difference, shown)
    low, high = (_signed(end * shown.factor, known) for end in (difference.low, difference.high))
    return f"{low} to {high}"


def amount(key: str, size: float) -> str:
    """Write a size that is known exactly, such as an indifference zone: `0.5 points`, `2 s`."""
    shown = scale_of_change(key, size)
    return f"{size * shown.factor:.4g}{shown.suffix}"


def share(value: float) -> str:
    """Write a share that is known exactly, such as a target."""
    return f"{100 * value:.4g} %"


def _decimals_of_change(difference: Estimate, shown: Scale) -> int:
    """Return how many decimals the interval leaves known, and as many more as show that it leaves out 0."""
    known = _decimals(difference, shown)
    low, high = difference.low, difference.high
    if low is None or high is None or low <= 0 <= high:
        return known
    nearest = min(abs(low), abs(high)) * shown.factor
    while known < MOST_DECIMALS and round(nearest, known) == 0:
        known += 1
    return known


def scale_of_change(key: str, size: float) -> Scale:
    """Choose how to show differences of this size: those of shares are told in points."""
    kpi = BY_KEY[key]
    return Scale(100, " points") if kpi.is_share else scale(kpi.unit, abs(size))


def _signed(number: float, decimals: int) -> str:
    text = _number(abs(number), decimals)
    zero = float(text.replace(",", "")) == 0
    return text if zero else f"{'−' if number < 0 else '+'}{text}"


def decimals(key: str, estimate: Estimate) -> int:
    """Return how many decimals of a KPI's value are shown."""
    return _decimals(estimate, scale(BY_KEY[key].unit, estimate.mean or 0.0))


def digits(key: str, estimate: Estimate) -> int:
    """Return how many decimals of a KPI's value are known where seconds stay seconds, as in a column of numbers."""
    return _decimals(estimate, _unscaled(BY_KEY[key].unit))


def digits_of_change(key: str, difference: Estimate) -> int:
    """Return how many decimals of a difference are shown where seconds stay seconds."""
    return _decimals_of_change(difference, _unscaled(BY_KEY[key].unit))


def _unscaled(unit: str) -> Scale:
    return scale(unit, 0.0)


def compact(key: str, estimate: Estimate) -> str:
    """Write value and half width in the unit of both, such as `78.2 ±0.9 %`."""
    if estimate.mean is None:
        return UNKNOWN
    shown = scale(BY_KEY[key].unit, estimate.mean)
    number = _number(estimate.mean * shown.factor, _decimals(estimate, shown))
    return " ".join(part for part in (number, plus_minus(key, estimate), shown.suffix.strip()) if part)


def _decimals(estimate: Estimate, shown: Scale) -> int:
    """Return how many decimals the interval's width leaves known: one significant digit of it."""
    width = (reach(estimate) or 0.0) * shown.factor
    if width == 0:
        return 1 if (estimate.mean or 0.0) * shown.factor % 1 else 0
    return max(0, min(2, -math.floor(math.log10(width))))


def _number(number: float, decimals: int) -> str:
    return f"{number:,.{decimals}f}"
