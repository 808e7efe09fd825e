"""A plan as files: a roster, and the scenario that works by it."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from planner.flow.demand import IntColumn
from planner.scenario.files import PlannedShift
from planner.scenario.local_time import DAY, LocalTime
from planner.staffing.result import RosterRow
from planner.staffing.shifts.space import ShiftSpace

COLUMNS = ("agent", "group", "start", "end", "breaks")
MINUTE = 60
AS_PLANNED = ("agents", "shifts", "roster")
"""How a scenario says who works; a plan takes their place."""


def roster_rows(space: ShiftSpace, counts: IntColumn) -> tuple[RosterRow, ...]:
    """Return the rows of a plan's roster, agent by agent in roster order, times as clocks show them."""
    return tuple(_rows(space, counts))


def _rows(space: ShiftSpace, counts: IntColumn) -> Iterator[RosterRow]:
    for group, agents in space.worked(counts).items():
        name = space.plan.roster.groups[group].name
        digits = max(2, len(str(len(agents))))
        for number, shifts in enumerate(agents, start=1):
            for shift in shifts:
                planned = shift.planned
                yield RosterRow(
                    f"{name} {number:0{digits}}",
                    name,
                    _moment(planned.begin, space.time),
                    _moment(planned.end, space.time),
                    _breaks(planned),
                )


def _moment(clock: float, time: LocalTime) -> datetime:
    midnight = time.start.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(seconds=clock)


def _breaks(planned: PlannedShift) -> str:
    return "; ".join(
        f"{_clock(begin)}-{_clock(end)}{' paid' if paid else ''}" for begin, end, paid in planned.breaks
    )


def _clock(seconds: float) -> str:
    """Write a time of day, with seconds where there are any."""
    minutes, rest = divmod(int(seconds % DAY), MINUTE)
    return f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{rest:02d}" if rest else "")


def roster_csv(rows: Sequence[RosterRow]) -> str:
    """Return the roster as CSV. Names are written as they are, since the roster is read again by them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([row.agent, row.group, _moment_text(row.start), _moment_text(row.end), row.breaks])
    return out.getvalue()


def _moment_text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment.second else f"{moment:%Y-%m-%d %H:%M}"


def with_roster(
    plain: Mapping[str, Any], rows: Sequence[RosterRow], planned: Sequence[str], file: str
) -> dict[str, Any]:
    """Return a scenario, as `plain_scenario` does, in which the planned groups work by a roster file beside it.

    Patterns and targets stay. A planned group that the roster has nobody of is left without agents.
    """
    working = {row.group for row in rows}
    groups: dict[str, Any] = {}
    for name, group in plain["agent_groups"].items():
        kept = {key: value for key, value in (group or {}).items() if key not in AS_PLANNED}
        groups[name] = kept if name in planned else group
        if name in working:
            groups[name] = {"roster": file, **kept}
    return {**plain, "agent_groups": groups}
