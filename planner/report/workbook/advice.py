"""The workbook of `planner advise`."""

from collections.abc import Iterator

from planner.kpi import BY_KEY
from planner.report.reading import Reading
from planner.report.workbook.cells import change, ends, mean, unit_of_change, yes_or_no
from planner.report.workbook.goals import ASKED, asked, measured_key
from planner.report.workbook.moments import WHEN, place
from planner.report.workbook.sheet import CHANGE, ENDS, KPI, NAME, Column, Entry, Sheet
from planner.report.workbook.summary import scenario, summary

TARGETS = (*ASKED, *ENDS, Column("holds"))
CHANGES = (
    *(Column("what", 16), Column("rank"), Column("agent group", NAME), *WHEN, Column("agents")),
    *(Column("target", 40), *KPI),
    *(Column("before"), Column("after")),
    *(*CHANGE, Column("unit of the difference", 20)),
    *(Column("targets back", 40), Column("targets missed", 40)),
)
LISTS = ("best", "can_go", "one_more", "one_less")


def advice(result: Reading) -> list[Sheet]:
    """Return the sheets. Raises `NoResult`."""
    rows = [
        row
        for what in LISTS
        for rank, found in enumerate(result[what].rows(), start=1)
        for row in _what_if(what.replace("_", " "), rank, found)
    ]
    if "targets_back" in result:
        rows += _what_if("targets back", 1, result["targets_back"])
    targets = [
        (
            *asked(stand),
            *ends(stand["kpi"].kpi, stand.estimate),
            yes_or_no(stand["holds"].truth),
        )
        for stand in result["targets"].rows()
    ]
    return [
        summary(result),
        Sheet("Targets", TARGETS, targets),
        Sheet("Changes", CHANGES, rows, kept=3),
        *scenario(result),
    ]


def _what_if(what: str, rank: int, found: Reading) -> Iterator[tuple[Entry, ...]]:
    """Yield a row per change and figure; changes that are made together have the same rank and the same figures."""
    changes = found["changes"].rows()
    targets = tuple("; ".join(found[key].texts) for key in ("targets_back", "targets_missed"))
    for one in changes if what == "targets back" else changes[-1:]:
        names = (what, float(rank), one["group"].text, *place(one), one["agents"].number)
        for effect in found["effects"].rows():
            yield (*names, *_effect(effect), *targets)


def _effect(effect: Reading) -> tuple[Entry, ...]:
    key = measured_key(effect)
    of = effect["kpi"].kpi
    return (
        effect.text_at("target"),
        *(BY_KEY[of].title if of == key else f"share within the bound of {BY_KEY[of].title}", of),
        BY_KEY[key].unit,
        *(mean(key, effect[end].estimate) for end in ("before", "after")),
        *change(key, effect["difference"].estimate),
        unit_of_change(key),
    )
