"""Figures as cells: the full number, and a format that shows as many digits as are known."""

from planner.kpi import BY_KEY, Estimate
from planner.report import figures
from planner.report.workbook.sheet import Entry, Number

WHOLE = "#,##0"
POINTS = "points"


def mean(key: str, estimate: Estimate) -> Entry:
    """Return a KPI's mean, in its unit: seconds stay seconds, so that a column can be summed up."""
    return ends(key, estimate)[0]


def ends(key: str, estimate: Estimate) -> tuple[Entry, Entry, Entry]:
    """Return mean, low and high, with as many decimals as the console shows."""
    shown = _format(BY_KEY[key].unit, figures.digits(key, estimate))
    low, mid, high = (_number(end, shown) for end in (estimate.low, estimate.mean, estimate.high))
    return mid, low, high


def change(key: str, difference: Estimate) -> tuple[Entry, Entry, Entry]:
    """Return a difference and its interval; that of shares is in points, which is what they differ by."""
    known = figures.digits_of_change(key, difference)
    factor = 100 if BY_KEY[key].is_share else 1
    low, mid, high = (
        None if end is None else _signed(end * factor, _plain(known))
        for end in (difference.low, difference.mean, difference.high)
    )
    return mid, low, high


def unit_of_change(key: str) -> str:
    """Return the unit of a difference."""
    kpi = BY_KEY[key]
    return POINTS if kpi.is_share else kpi.unit


def told(key: str, estimate: Estimate) -> str:
    """Return a figure and its interval as the console shows them."""
    interval = figures.interval(key, estimate)
    value = figures.value(key, estimate)
    return value if interval == figures.UNKNOWN else f"{value} ({interval})"


def share(value: float | None) -> Entry:
    """Return a share that is known exactly."""
    return None if value is None else Number(value, f"{_plain(_decimals(f'{100 * value:.4g}'))} %")


def amount(value: float | None) -> Entry:
    """Return agents, hours, or a cost, with two decimals at most."""
    return None if value is None else Number(value, _plain(_decimals(f"{value:.2f}".rstrip("0"))))


def bound(key: str, value: float | None) -> Entry:
    """Return a value of a KPI that is asked for."""
    return share(value) if BY_KEY[key].is_share else amount(value)


def yes_or_no(truth: bool) -> Entry:
    """Return what is true or false."""
    return "yes" if truth else "no"


def _format(unit: str, decimals: int) -> str:
    if unit.startswith("share"):
        return f"{_plain(decimals)} %"
    suffix = figures.scale(unit, 0.0).suffix
    return f'{_plain(decimals)}"{suffix}"' if suffix else _plain(decimals)


def _decimals(text: str) -> int:
    return 0 if "e" in text else len(text.partition(".")[2])


def _plain(decimals: int) -> str:
    return f"{WHOLE}.{'0' * decimals}" if decimals else WHOLE


def _signed(value: float, shown: str) -> Number:
    """Return a number that shows its sign, unless it is shown as 0."""
    decimals = len(shown.partition(".")[2])
    return Number(value, f"+{shown};−{shown};{shown}" if round(value, decimals) else f"{shown};{shown}")


def _number(value: float | None, shown: str) -> Entry:
    return None if value is None else Number(value, shown)
