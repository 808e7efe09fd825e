"""Advice about a staffing -> CSV: a row per change and figure."""

import csv
import io
from collections.abc import Iterator

from planner.kpi import BY_KEY
from planner.report.advise.words import figure, key_of
from planner.report.plain import clock_time
from planner.report.rows import cells, text_cell
from planner.report.staffing.words import target
from planner.staffing.advise import Advice, Change, Effect, WhatIf

HEADER = (
    *("what", "rank", "group", "start", "end", "agents", "target", "figure", "kpi", "unit"),
    *("before", "after", "difference", "difference_low", "difference_high", "targets_back", "targets_missed"),
)


def as_csv(advice: Advice) -> Iterator[str]:
    """Yield the rows; `what` is best, can_go, targets_back, one_more or one_less.

    Changes that are simulated together have the same rank and the same figures; who can go, can so beside all of lower rank.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    remedy = () if advice.remedy is None else (advice.remedy,)
    parts = {
        "best": advice.best,
        "can_go": advice.spare,
        "targets_back": remedy,
        "one_more": advice.more,
        "one_less": advice.less,
    }
    for what, part in parts.items():
        for rank, found in enumerate(part, start=1):
            for change in found.changes if what == "targets_back" else found.changes[-1:]:
                writer.writerows(_rows(advice, (what, rank), change, found))
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _rows(advice: Advice, first: tuple[object, ...], change: Change, found: WhatIf) -> Iterator[list[object]]:
    time = advice.scenario.time
    stretch = clock_time(time, change.begin), clock_time(time, change.end)
    targets = (
        "; ".join(target(goal) for goal in found.mends),
        "; ".join(target(goal) for goal in found.breaks),
    )
    for effect in found.effects:
        yield [*first, text_cell(change.group), *stretch, change.agents, *_figure(advice, effect), *targets]


def _figure(advice: Advice, effect: Effect) -> Iterator[object]:
    goal = effect.goal
    yield target(goal) if any(stand.goal == goal for stand in advice.stands) else ""
    yield figure(goal)
    yield goal.kpi.key
    yield BY_KEY[key_of(goal)].unit
    yield from (cells(effect.before)[0], cells(effect.after)[0], *cells(effect.difference))
