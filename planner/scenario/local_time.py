"""What clocks show over the horizon: 23- and 25-hour days, weekdays, holidays.

Inside, time is seconds since the start. Wall-clock times are *clock seconds*: seconds that a clock without
changes would have counted since midnight of the start's date. Between two changes of the zone's offset the
two differ by a constant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

DAY = 86400
FOREVER = float("inf")
MARGIN = timedelta(days=3)
"""Shifts may begin before the start and end after the end."""


@dataclass(frozen=True)
class Stretch:
    """A stretch in which clocks do not change."""

    begin: float
    end: float
    """Seconds since the start; infinite at the far ends."""
    offset: float
    """What clock seconds are ahead of seconds since the start."""


@dataclass(frozen=True)
class LocalTime:
    """Local time from a start to an end, both naive; without a zone clocks never change."""

    start: datetime
    end: datetime
    zone: ZoneInfo | None = None
    holidays: frozenset[date] = frozenset()
    """Dates that count as Sundays."""
    shut: frozenset[date] = frozenset()
    """Dates on which doors stay shut."""

    @cached_property
    def horizon(self) -> float:
        """Seconds from start to end."""
        if self.zone is None:
            return (self.end - self.start).total_seconds()
        return (_utc(self.end, self.zone) - _utc(self.start, self.zone)).total_seconds()

    @property
    def start_clock(self) -> float:
        """The start in clock seconds."""
        midnight = self.start.replace(hour=0, minute=0, second=0, microsecond=0)
        return (self.start - midnight).total_seconds()

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The stretches between clock changes, in order."""
        changes = [*self._changes(), (FOREVER, 0.0)]
        return tuple(Stretch(begin, end, offset) for (begin, offset), (end, _) in pairwise(changes))

    def _changes(self) -> Iterator[tuple[float, float]]:
        """Yield when clocks change and how far clock seconds are ahead from then on."""
        if self.zone is None:
            yield -FOREVER, self.start_clock
            return
        origin = _utc(self.start, self.zone)
        ahead = self.start_clock - _offset(origin, self.zone)
        moment, last = origin - MARGIN, _utc(self.end, self.zone) + MARGIN
        yield -FOREVER, ahead + _offset(moment, self.zone)
        while moment < last:
            following = moment + timedelta(days=1)
            if _offset(moment, self.zone) != _offset(following, self.zone):
                change = _change_between(moment, following, self.zone)
                yield (change - origin).total_seconds(), ahead + _offset(change, self.zone)
            moment = following

    def clock(self, elapsed: float) -> float:
        """Return what clocks show at an instant."""
        return elapsed + next(part.offset for part in self.stretches if elapsed < part.end)

    def elapsed(self, clock: float) -> float:
        """Return when clocks first show this; where they skip it, the instant at which they do."""
        return next(
            max(clock - part.offset, part.begin) for part in self.stretches if clock - part.offset < part.end
        )

    def elapsed_again(self, clock: float) -> float:
        """Return when clocks last show this; it differs from `elapsed` where an hour comes twice."""
        return next(
            min(clock - part.offset, part.end)
            for part in reversed(self.stretches)
            if clock - part.offset >= part.begin
        )

    def at(self, elapsed: float) -> datetime:
        """Return the local date and time of an instant, with its offset where there is a zone."""
        if self.zone is None:
            return self.start + timedelta(seconds=elapsed)
        return (_utc(self.start, self.zone) + timedelta(seconds=elapsed)).astimezone(self.zone)

    def clock_of(self, local: datetime) -> float:
        """Return a naive local date and time as clock seconds."""
        return (local - self.start).total_seconds() + self.start_clock

    def since_start(self, local: datetime) -> float:
        """Return when a local date and time is, in seconds since the start; `local` may have an offset or a fold."""
        if local.tzinfo is not None and self.zone is not None:
            return (local - _utc(self.start, self.zone)).total_seconds()
        naive = local.replace(fold=0, tzinfo=None)
        return (self.elapsed_again if local.fold else self.elapsed)(self.clock_of(naive))

    def exists(self, local: datetime) -> bool:
        """Tell whether clocks ever show a naive local time."""
        return self.zone is None or not is_skipped(local, self.zone)

    def twice(self, local: datetime) -> bool:
        """Tell whether clocks show a naive local time twice."""
        return self.zone is not None and comes_twice(local, self.zone)

    def dates(self) -> range:
        """Return the dates of the horizon and the one before, as days after the start's date."""
        return range(-1, int(self.clock(self.horizon) // DAY) + 1)

    def own_dates(self) -> range:
        """Return the dates between start and end, as days after the start's date."""
        return range(int(-(-self.clock(self.horizon) // DAY)))

    def date(self, day: int) -> date:
        """Return a date given as days after the start's date."""
        return self.start.date() + timedelta(days=day)

    def weekday(self, day: int) -> int:
        """Return 0 for Monday to 6 for Sunday and holidays, of a date given as days after the start's date."""
        on = self.date(day)
        return 6 if on in self.holidays else on.weekday()

    def is_shut(self, day: int) -> bool:
        """Tell whether doors stay shut on a date given as days after the start's date."""
        return self.date(day) in self.shut


def is_skipped(local: datetime, zone: ZoneInfo) -> bool:
    """Tell whether the clocks of a zone never show a naive time."""
    return _utc(local, zone).astimezone(zone).replace(tzinfo=None) != local


def comes_twice(local: datetime, zone: ZoneInfo) -> bool:
    """Tell whether the clocks of a zone show a naive time twice."""
    again = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return again != _utc(local, zone) and not is_skipped(local, zone)


def _utc(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant of a naive local time; subtracting aware times of one zone would ignore clock changes."""
    return local.replace(tzinfo=zone).astimezone(UTC)


def _offset(moment: datetime, zone: ZoneInfo) -> float:
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None
    return offset.total_seconds()


def _change_between(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """Return the second at which the offset changes."""
    before = _offset(low, zone)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
    return high
