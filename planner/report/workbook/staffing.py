"""The workbook of `planner staff` and `planner schedule`."""

from collections import defaultdict
from collections.abc import Iterator

from planner.report.reading import Reading
from planner.report.spans import Span, span
from planner.report.workbook.cells import amount, bound, ends, yes_or_no
from planner.report.workbook.goals import ASKED, asked, measured_key
from planner.report.workbook.moments import WHEN, moments, place
from planner.report.workbook.sheet import ENDS, NAME, Column, Drawing, Entry, Sheet
from planner.report.workbook.summary import scenario, summary
from planner.report.workbook.tables import SCOPE, by_name, one_below_the_other, scopes

GROUP = Column("agent group", NAME)
SHIFTS = (
    *(Column("pattern", NAME), GROUP, *WHEN, Column("breaks", 24)),
    *(Column("agents"), Column("cost of each"), Column("cost")),
)
PROOF = (
    *ASKED,
    *WHEN,
    *(*ENDS, Column("holds")),
    *(Column("days that keep it"), Column("not above the bound")),
)
ONE_LESS = (
    *(GROUP, *WHEN, Column("agents")),
    *ASKED,
    *(Column(f"with one less{end}") for end in ("", ", low", ", high")),
    Column("missed then"),
)
OUT_OF_REACH = (*ASKED, *WHEN, Column("nearest"), Column("of what", 18), Column("why", 60, wraps=True))
STAGES = (Column("stage", NAME), Column("staffings tried"), Column("replications"))
BY_DIVISION = "by division, all groups"
MOST_DRAWN = 8
"""Groups in a chart: no more colours can be told apart."""


def staffing(result: Reading) -> list[Sheet]:
    """Return the sheets; those of which there is nothing are left out. Raises `NoResult`."""
    sheets = [
        Sheet("Shifts", SHIFTS, list(_shifts(result)), kept=2),
        Sheet("Proof", PROOF, list(_proof(result))),
        Sheet("Out of reach", OUT_OF_REACH, list(_unreachable(result))),
        Sheet("One less", ONE_LESS, list(_one_less(result)), kept=2),
        by_name("Groups", "agent group", result["agent_groups"]),
        Sheet("Search", STAGES, [_stage(stage) for stage in result["stages"].rows()]),
        one_below_the_other(SCOPE, list(scopes(result))),
    ]
    told = [sheet for sheet in sheets if sheet.rows]
    return [summary(result, *_costs(result)), _coverage(result), *told, *scenario(result)]


def _costs(result: Reading) -> Iterator[tuple[str, str]]:
    yield "All targets proven", "yes" if result["feasible"].truth else "no"
    if result["stopped"].truth:
        yield "Stopped before its end", "yes"
    for what, key in (("Cost", "cost"), ("Of it overtime", "overtime_cost"), ("Lower bound", "lower_bound")):
        if key in result:
            yield what, f"{result[key].number:,.2f}"


def _coverage(result: Reading) -> Sheet:
    """Return how many agents of each group there are in each interval, and how many the usual way says."""
    groups = [name for name, _ in result["staffing"].items()]
    agents = _by_stretch(result["staffing"])
    usual = _by_stretch(result["by_division"])
    dated = len({at.begin.date() for at in agents}) > 1
    rows: list[tuple[Entry, ...]] = []
    for at, of_group in sorted(agents.items(), key=lambda part: part[0]):
        beside = usual.get(at)
        rows.append(
            (
                *moments(at, dated),
                *(amount(of_group.get(group)) for group in groups),
                *((amount(None if beside is None else sum(beside.values())),) if usual else ()),
            )
        )
    columns = (
        *WHEN,
        *(Column(group, 16) for group in groups),
        *((Column(BY_DIVISION, 16),) if usual else ()),
    )
    bars = tuple(range(len(WHEN), len(WHEN) + len(groups)))
    drawing = Drawing("Agents on duty", 0, bars[:MOST_DRAWN], kind="stacked")
    return Sheet("Coverage", columns, rows, drawings=(drawing,) if groups else ())


def _by_stretch(staffing: Reading) -> dict[Span, dict[str, float]]:
    found: defaultdict[Span, dict[str, float]] = defaultdict(dict)
    for group, entries in staffing.items():
        for entry in entries.rows():
            found[span(entry)][group] = entry["agents"].number
    return found


def _shifts(result: Reading) -> Iterator[tuple[Entry, ...]]:
    for shift in result["plan"].rows():
        agents, cost = shift["agents"].number, shift["cost"].number
        breaks = ", ".join(span(part).clock for part in shift["breaks"].rows())
        yield (
            *(shift["pattern"].text, shift["group"].text, *place(shift), breaks),
            *(amount(agents), amount(cost), amount(agents * cost)),
        )


def _proof(result: Reading) -> Iterator[tuple[Entry, ...]]:
    for proof in result["proof"].rows():
        shares = (
            ends("service_level", proof[key].estimate)[0] if key in proof else None
            for key in ("days", "not_above")
        )
        figure = ends(proof["kpi"].kpi, proof.estimate)
        holds = yes_or_no(proof["holds"].truth)
        yield (*asked(proof), *place(proof), *figure, holds, *shares)


def _unreachable(result: Reading) -> Iterator[tuple[Entry, ...]]:
    for missed in result["unreachable"].rows():
        best = bound(missed["kpi"].kpi, missed.number_at("best"))
        of = missed["best_of"].text.replace("_", " ")
        yield (*asked(missed), *place(missed), best, of, missed["why"].text)


def _one_less(result: Reading) -> Iterator[tuple[Entry, ...]]:
    for short in result["short"].rows():
        for figure in short["one_less"].rows():
            yield (
                *(short["group"].text, *place(short), amount(short["agents"].number)),
                *asked(figure),
                *ends(measured_key(figure), figure.estimate),
                yes_or_no(figure["missed"].truth),
            )


def _stage(stage: Reading) -> tuple[Entry, ...]:
    trials, replications = (amount(stage[key].number) for key in ("trials", "replications"))
    return stage["stage"].text, trials, replications
