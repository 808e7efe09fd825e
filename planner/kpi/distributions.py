"""How waits, first responses and days are spread out, and how the queue goes: what pictures show beside means."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.flow.window import Promise, Window
from planner.kpi import risk
from planner.kpi.histogram import value
from planner.kpi.kinds import QUANTITIES
from planner.kpi.ledger import Ledger

MOST_BARS, FEWEST_BARS = 40, 8
"""More are not told apart in a picture; of few days fewer tell more: twice the root of their number."""
SHOWN = 0.99
"""So many of all lie within the bars."""
USUAL = 10.0
"""Bars are this wide (s) where nothing is promised within any time."""
PARTS, TIMES = (60, 30, 20, 12, 10, 6, 5, 4, 3, 2), (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Bars are such a part of the promised time, or so many times of it: it always lies between two bars."""
POINTS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1)
"""How wide bars of service levels may be."""
BAND = 0.05, 0.95
"""Between which shares of replications the queue's band lies."""


@dataclass(frozen=True)
class Histogram:
    """Bars side by side."""

    edges: tuple[float, ...]
    """One more than there are bars."""
    shares: tuple[float, ...]
    """What share of all is in each bar."""
    beyond: float
    """What share lies above the last edge."""


@dataclass(frozen=True)
class Band:
    """A course over the reporting intervals; None where doors are closed."""

    mean: tuple[float | None, ...]
    low: tuple[float | None, ...]
    """5 % of replications are below."""
    high: tuple[float | None, ...]
    """5 % are above."""


@dataclass(frozen=True)
class Distributions:
    """What single chats and days are like; None where there was nothing to tell of."""

    wait: Histogram | None
    """Of answered chats (s)."""
    first_response: Histogram | None
    levels: Histogram | None
    """Service levels of days."""
    queue: Band | None
    """Chats waiting, on average over each interval; None where there are too many intervals for a picture."""


NOTHING_TOLD = Distributions(None, None, None, None)


def distributions(ledger: Ledger, window: Window, promise: Promise) -> Distributions:
    """Return what a ledger tells of the whole run."""
    wait, first_response = (
        of_durations(ledger.histogram(QUANTITIES.index(quantity), 0).sum(axis=0), promise.within)
        for quantity in QUANTITIES[:2]
    )
    return Distributions(wait, first_response, of_levels(ledger.days(0), promise), _queue(ledger, window))


def of_durations(counts: IntColumn, within: float) -> Histogram | None:
    """Return the bars of a mergeable histogram of durations; the time `within` (s) lies between two of them."""
    filled = np.flatnonzero(counts)
    if not len(filled):
        return None
    chats = counts[filled].astype(np.float64)
    durations = np.array([value(int(place)) for place in filled])
    most = float(durations[np.searchsorted(chats.cumsum(), SHOWN * chats.sum())])
    width = next((width for width in _widths(within) if most <= MOST_BARS * width), most / MOST_BARS)
    bars = max(1, int(np.ceil(max(most, within) / width - 1e-9)))
    edges = width * np.arange(bars + 1, dtype=np.float64)
    # at most `within` is in time: what lies on an edge belongs to the bar before it, and 0 to the first
    place = np.maximum(np.searchsorted(edges * (1 + 1e-9), durations, side="left") - 1, 0)
    *shares, beyond = (np.bincount(place, chats, bars + 1) / chats.sum()).tolist()
    return Histogram(tuple(edges.tolist()), tuple(shares), beyond)


def of_levels(sums: FloatColumn, promise: Promise) -> Histogram | None:
    """Return the bars of days' service levels, from their sums as [replication, day, 3]; the target lies between two."""
    levels = risk.levels(sums).ravel()
    levels = levels[~np.isnan(levels)]
    if not len(levels):
        return None
    low, high = min(float(levels.min()), promise.target), max(float(levels.max()), promise.target)
    bars = min(MOST_BARS, max(FEWEST_BARS, int(2 * np.sqrt(len(levels)))))
    width = next((width for width in POINTS if high - low <= bars * width), POINTS[-1])
    first = int(np.floor((low - promise.target) / width + 1e-9))
    past = int(np.ceil((high - promise.target) / width - 1e-9))
    if high >= promise.target - 1e-9 and promise.target < 1:
        past = max(past, 1)  # a day exactly on the target keeps it
    past = max(past, first + 1)
    edges = np.clip(promise.target + width * np.arange(first, past + 1), 0.0, 1.0)
    # the target itself is kept: what lies on an edge belongs to the bar after it, and 1 to the last
    place = np.searchsorted(edges, levels + 1e-9, side="right") - 1
    shares = np.bincount(np.clip(place, 0, past - first - 1), minlength=past - first) / len(levels)
    return Histogram(tuple(edges.tolist()), tuple(shares.tolist()), 0.0)


def _widths(within: float) -> Iterator[float]:
    unit = within or USUAL
    yield from (unit / part for part in PARTS)
    yield from (unit * times for times in TIMES)


def _queue(ledger: Ledger, window: Window) -> Band | None:
    """Return how many wait: the spread of replications' means over each interval."""
    times = ledger.queue_times()
    if times is None:
        return None
    open_times = ledger.open_times()
    first = window.interval_begins
    waited = np.add.reduceat(times, first, axis=1)
    opened = np.add.reduceat(open_times, first)
    means = np.divide(waited, opened, out=np.full(waited.shape, np.nan), where=opened > 0)
    low, high = np.quantile(means, BAND, axis=0)
    return Band(*(tuple(_told(course)) for course in (means.mean(axis=0), low, high)))


def _told(course: FloatColumn) -> Iterator[float | None]:
    for chats in course.tolist():
        yield None if math.isnan(chats) else chats
