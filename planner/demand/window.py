"""How the time that counts is divided."""

from collections.abc import Sequence

import numpy as np

from planner.flow.clock import on_grid
from planner.flow.demand import BoolColumn, FloatColumn, IntColumn
from planner.flow.window import Division, Window
from planner.scenario import Scenario
from planner.scenario.doors import Doors
from planner.scenario.local_time import DAY, LocalTime
from planner.scenario.week import NAMES

HOUR = 3600.0


def window(scenario: Scenario, doors: Doors) -> Window:
    """Cut the time that counts where an interval, an hour or a day ends, and where doors open or close."""
    time = scenario.time
    begin, end = scenario.run.warm_up, scenario.horizon - scenario.run.cool_down

    def cut(inner: FloatColumn) -> FloatColumn:
        inside = inner[(inner > begin) & (inner < end)]
        return np.unique(on_grid(np.array([begin, *inside, end])))

    intervals, days = cut(_on_the_clock(time, scenario.interval)), cut(day_edges(time))
    cells = cut(np.concatenate([intervals, days, _on_the_clock(time, HOUR), np.array(doors).ravel()]))
    begins = cells[:-1]
    day = np.searchsorted(day_edges(time), begins, side="right") - 1
    dates = [time.at(begin).date() for begin in day_edges(time)[: int(day[-1]) + 1].tolist()]
    hour = (np.array([time.clock(at) for at in begins.tolist()]) // HOUR).astype(np.int64) % 24
    weekday = np.array([date.weekday() for date in dates])[day]
    week = np.array(["{}-W{:02}".format(*date.isocalendar()) for date in dates])[day]
    opened = np.searchsorted(np.array(doors).ravel(), begins, side="right") % 2 == 1
    return Window(
        edges=cells,
        doors=doors,
        intervals=_once(np.searchsorted(intervals, begins, side="right") - 1, ()),
        hours=_by_day([f"{number:02}:00" for number in range(24)], hour, day, opened),
        days=_once(day - day[0], tuple(date.isoformat() for date in dates[day[0] :])),
        weekdays=_by_day(NAMES, weekday, day, opened),
        weeks=_once(np.unique(week, return_inverse=True)[1], tuple(np.unique(week).tolist())),
    )


def day_edges(time: LocalTime) -> FloatColumn:
    """Return when the days begin, and the end (s): a day goes from the start's time of day to the same time next date."""
    days = int((time.clock(time.horizon) - time.start_clock) // DAY) + 1
    # a zone may skip a whole date
    begins = np.unique([time.elapsed(time.start_clock + day * DAY) for day in range(days)])
    return np.append(begins[begins < time.horizon], time.horizon)


def _on_the_clock(time: LocalTime, step: float) -> FloatColumn:
    """Return when clocks show multiples of a step (s) since midnight of the start's date.

    Where an hour comes twice, so do the multiples in it, but for steps longer than an hour.
    """
    found: list[FloatColumn] = []
    shown = -np.inf
    for part in time.stretches:
        begin, end = max(part.begin, 0.0) + part.offset, min(part.end, time.horizon) + part.offset
        if np.isfinite(shown) and np.ceil(shown / step) * step < begin:
            found.append(np.array([max(part.begin, 0.0)]))  # clocks skip one: it is where they do
        first = begin if step <= HOUR else max(begin, shown)
        clocks: FloatColumn = np.arange(np.ceil(first / step), np.ceil(end / step), dtype=np.float64) * step
        found.append(np.asarray(clocks - part.offset))
        shown = max(shown, end)
    return np.concatenate(found)


def _once(of_cell: IntColumn, names: tuple[str, ...]) -> Division:
    return Division(names, of_cell, np.ones(int(of_cell.max()) + 1, dtype=np.int64))


def _by_day(names: Sequence[str], of_cell: IntColumn, day: IntColumn, opened: BoolColumn) -> Division:
    """Divide into parts that may occur every day, leaving out those that never do.

    They occur on days on which doors are open then; those that are never open, on all.
    """
    occurs, part = np.unique(of_cell, return_inverse=True)
    days = [
        len(np.unique(day[(part == number) & opened])) or len(np.unique(day[part == number]))
        for number in range(len(occurs))
    ]
    return Division(tuple(names[number] for number in occurs), part, np.array(days))
