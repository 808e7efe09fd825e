"""Whether dates such as 03/04/2026 have the day or the month first."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime

from planner.scenario.quantities import shown
from planner.scenario.tables.written_moment import Doubtful

FIX = "write all dates as 2026-11-23 08:00"


class Undecided(Exception):
    """The dates do not tell; `text` is the one to point at, `wrong` what is wrong with it."""

    def __init__(self, text: str, wrong: str, fix: str = FIX) -> None:
        super().__init__(text, wrong, fix)
        self.text = text
        self.wrong = wrong
        self.fix = fix


def day_comes_first(
    dates: Mapping[str, Doubtful],
    counts: Counter[str],
    likely: Callable[[datetime], bool],
    told: Callable[[str], str],
) -> bool:
    """Decide for a whole column, from the dates in doubt as they are written, in the order of their rows.

    `counts` says how many rows have each, `told` where its first row is. Raises `Undecided`.
    """
    day_only = next((text for text, date in dates.items() if date.month_first is None), None)
    month_only = next((text for text, date in dates.items() if date.day_first is None), None)
    if day_only and month_only:
        wrong = (
            f"{shown(month_only)} can only have the month first, "
            f"but {shown(day_only)} ({told(day_only)}) only the day"
        )
        raise Undecided(month_only, wrong)
    if day_only or month_only:
        return day_only is not None
    for_day = sum(counts[text] for text, date in dates.items() if _fits(date.day_first, likely))
    for_month = sum(counts[text] for text, date in dates.items() if _fits(date.month_first, likely))
    if for_day == for_month:
        text, date = next(iter(dates.items()))
        wrong = (
            f"{shown(text)} may be {_day(date.day_first)} or {_day(date.month_first)}, and no row tells which"
        )
        raise Undecided(text, wrong)
    return for_day > for_month


def _fits(moment: datetime | None, likely: Callable[[datetime], bool]) -> bool:
    # an offset shifts a date by hours, the doubt is about days: let the caller compare local times
    return moment is not None and likely(moment.replace(tzinfo=None))


def _day(moment: datetime | None) -> str:
    return "no date" if moment is None else f"{moment:%Y-%m-%d}"
