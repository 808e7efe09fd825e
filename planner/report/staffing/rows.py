"""What a search for staffing found -> CSV: a row per number of agents, shift, target and figure."""

import csv
import io
from collections.abc import Iterator

from planner.kpi import BY_KEY, Figures
from planner.report.plain import clock_time
from planner.report.rows import cells, text_cell
from planner.report.staffing.words import target
from planner.scenario.local_time import LocalTime
from planner.staffing.result import Found

HEADER = (
    *("what", "group", "pattern", "start", "end", "breaks", "agents", "cost"),
    *("target", "kpi", "unit", "mean", "low", "high", "holds"),
)

Row = dict[str, object]


def as_csv(found: Found) -> Iterator[str]:
    """Yield the rows; `what` is staffing, by_division, shift, proof, one_less, out_of_reach, total or kpi."""
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADER, restval="", lineterminator="\n")
    writer.writeheader()
    for part in (_staffing(found), _shifts(found), _proof(found), _one_less(found), _figures(found)):
        for row in part:
            writer.writerow(row)
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _staffing(found: Found) -> Iterator[Row]:
    for what, staffing in (("staffing", found.staffing), ("by_division", found.by_division)):
        for staffed in staffing:
            place = _place(found.scenario.time, staffed.begin, staffed.end)
            yield {"what": what, "group": text_cell(staffed.group), **place, "agents": staffed.agents}


def _shifts(found: Found) -> Iterator[Row]:
    time = found.scenario.time
    for planned in found.plan:
        yield {
            "what": "shift",
            "group": text_cell(planned.group),
            "pattern": text_cell(planned.pattern),
            **_place(time, planned.begin, planned.end),
            "breaks": "; ".join(
                f"{time.at(begin):%H:%M}-{time.at(end):%H:%M}" for begin, end in planned.breaks
            ),
            "agents": planned.agents,
            "cost": repr(planned.cost),
        }


def _proof(found: Found) -> Iterator[Row]:
    time = found.scenario.time
    for proof in found.proof:
        row = {"what": "proof", **_place(time, proof.begin, proof.end), "target": target(proof.goal)}
        holds = {"holds": _yes(proof.holds)}
        shares = {
            "not_above_the_bound": ("share", proof.not_above),
            "days_that_keep_it": ("share of days", proof.days),
        }
        figures = [_figure(proof.goal.kpi.key, cells(proof.estimate))]
        figures += [_measures(name, unit, cells(of)) for name, (unit, of) in shares.items() if of is not None]
        yield from ({**row, **figure} for figure in figures[:-1])
        yield {**row, **figures[-1], **holds}
    for missed in found.unreachable:
        best = ("" if missed.best is None else repr(missed.best), "", "")
        yield {
            "what": "out_of_reach",
            **_place(time, missed.begin, missed.end),
            "target": target(missed.goal),
            **_figure(missed.goal.kpi.key, best),
            "holds": "no",
        }


def _one_less(found: Found) -> Iterator[Row]:
    """Yield each target's figure with one agent less than `agents`."""
    for short in found.short:
        for goal, estimate in short.figures:
            yield {
                "what": "one_less",
                "group": text_cell(short.group),
                **_place(found.scenario.time, short.begin, short.end),
                "agents": short.agents,
                "target": target(goal),
                **_figure(goal.kpi.key, cells(estimate)),
                "holds": _yes(goal not in short.breaks),
            }


def _figures(found: Found) -> Iterator[Row]:
    totals = {"cost": found.cost, "overtime_cost": found.overtime_cost, "lower_bound": found.lower_bound}
    for name, value in totals.items():
        if value is not None:
            yield {"what": "total", **_measures(name, "cost", (repr(value), "", ""))}
    scopes: list[tuple[str, Figures]] = [("", found.figures), *found.agent_groups.items()]
    for group, figures in scopes:
        for key, estimate in figures.items():
            yield {"what": "kpi", "group": text_cell(group), **_figure(key, cells(estimate))}


def _place(time: LocalTime, begin: float | None, end: float | None) -> Row:
    if begin is None or end is None:
        return {}
    return {"start": clock_time(time, begin), "end": clock_time(time, end)}


def _figure(key: str, ends: tuple[str, ...]) -> Row:
    return _measures(key, BY_KEY[key].unit, ends)


def _measures(name: str, unit: str, ends: tuple[str, ...]) -> Row:
    return {"kpi": name, "unit": unit, **dict(zip(("mean", "low", "high"), ends, strict=True))}


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
