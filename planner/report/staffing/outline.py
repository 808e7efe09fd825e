"""What the report about a staffing shows, in its order: the same for the console and Markdown."""

from collections.abc import Iterator

from planner.report import figures
from planner.report.outline import bar
from planner.report.staffing import one_less
from planner.report.staffing.runs import Run, by_date, runs
from planner.report.staffing.sentence import nearest_of, span_of, value_of, verdict
from planner.report.staffing.totals import agent_hours, priced
from planner.report.staffing.words import amount, clock, stretch, target
from planner.report.table import Table
from planner.scenario.local_time import DAY
from planner.scenario.quantities import duration_text
from planner.staffing.result import Found, Planned

MOST_ROWS = 50
MOST_SHORT = 20
ELSEWHERE = "all are in --format json and csv"


def heading(found: Found) -> str:
    """Say what was asked, and by which random numbers."""
    count = len(found.goals)
    return f"{count} target{'' if count == 1 else 's'} · seed {found.seed}"


def outline(found: Found) -> Iterator[Table]:
    """Yield the tables: what is out of reach, agents, what one less does, the proof, and shifts."""
    if found.unreachable:
        yield _out_of_reach(found)
    for group in dict.fromkeys(staffed.group for staffed in found.staffing):
        yield _by_day(found, group) if _of_days(found) else _of_one_day(found, group)
    if found.short and _of_days(found):
        yield _costliest(found)
    if found.proof:
        yield _proof(found)
    if found.plan:
        yield _plan(found)


def time_spent(found: Found) -> Table:
    """Return what each stage took by the clock, which is not the same every time."""
    rows = [
        (stage.name, f"{stage.trials:,}", f"{stage.replications:,}", f"{stage.seconds:,.1f} s")
        for stage in found.stages
    ]
    seconds = sum(stage.seconds for stage in found.stages)
    trials, replications = (
        sum(getattr(stage, column) for stage in found.stages) for column in ("trials", "replications")
    )
    rows.append(("in all", f"{trials:,}", f"{replications:,}", f"{seconds:,.1f} s"))
    columns = ("stage", "staffings tried", "replications", "time")
    return Table("Where the time went", columns, tuple(rows))


def notes(found: Found) -> Iterator[str]:
    """Yield how to read the tables."""
    yield from _nearest(found)
    yield from found.notes
    if any(goal.kpi.key == "service_level" for goal in found.goals):
        promised = found.scenario.service_level
        first = "a first response" if promised.of == "first_response" else "an agent"
        yield f"service level is the share of chats that get {first} within {duration_text(promised.within)}"
    if any(goal.on is not None for goal in found.goals):
        yield "a target on a share of days is proven by counting the days that keep it"
    if found.short:
        yield (
            f"one less was tried on the search's {found.search_replications:,} replications, not on the proof's, and is told of "
            "the interval in which it does most; the rest of the staffing stays as it is, and "
            f"{one_less.MISSED} stands where a target is missed then"
        )
    if _divided(found):
        yield (
            f"by division is Erlang A for each interval with the handle time divided by the chats at once, "
            f"{amount(agent_hours(found.by_division))} agent hours; it is wrong for chat: it knows neither slowdown nor "
            "the chats that run over from the interval before"
        )
    if found.lower_bound is not None:
        yield (
            "the lower bound comes from the simulation's cuts and is an estimate: it is sure only where each further "
            "agent helps the targets less than the one before"
        )


def _nearest(found: Found) -> Iterator[str]:
    """Say of which staffing the nearest that can be had is."""
    known = [missed for missed in found.unreachable if nearest_of(missed)]
    of = {missed.fresh: missed.replications for missed in known}
    said = {
        True: "what the staffing told here brings, on {:,} fresh replications",
        False: "what the most agents that were tried bring, on the search's {:,} replications",
    }
    if len(of) == 1:
        ((fresh, replications),) = of.items()
        yield f"the nearest that can be had is {said[fresh].format(replications)}"
    elif of:
        names = ", ".join(target(missed.goal) for missed in known if missed.fresh)
        yield (
            f"the nearest that can be had is, for {names}, {said[True].format(of[True])}; else it is {said[False].format(of[False])}"
        )


def _of_days(found: Found) -> bool:
    return found.scenario.time.horizon > DAY


def _divided(found: Found) -> bool:
    """Tell whether the usual way is shown: where nobody has several chats at once it is no division."""
    staffed = {one.group for one in found.by_division}
    return any(found.scenario.agent_groups[name].concurrency > 1 for name in staffed)


def _of_one_day(found: Found, group: str) -> Table:
    """Return a row per run of equal numbers."""
    beside = bool(found.by_division) and found.scenario.agent_groups[group].concurrency > 1
    shorts = [short for short in found.short if short.group == group]
    goals, time = one_less.told_of(shorts), found.scenario.time
    rows = []
    told = list(runs(found, group, beside))
    most = max((run.agents for run in told), default=0.0)
    for run in told:
        within = [short for short in shorts if run.begin <= short.begin < run.end]
        usual = (figures.UNKNOWN if run.by_division is None else f"{run.by_division:,g}",) if beside else ()
        rows.append(
            (
                clock(time, run.begin, run.end),
                f"{run.agents:,g}",
                bar(run.agents / most if most else 0.0),
                *usual,
                *one_less.cells(goals, within),
            )
        )
    columns = ("time", "agents", "", *(("by division",) if beside else ()), *one_less.titles(goals))
    return Table(f"Agents of {group}", columns, tuple(rows))


def _by_day(found: Found, group: str) -> Table:
    """Return a row per day: there may be many runs."""
    time = found.scenario.time

    def told(run: Run) -> str:
        return f"{clock(time, run.begin, run.end)}\u00a0{run.agents:,g}"

    rows = [
        (f"{day:%a %d %b}", ", ".join(map(told, of_day)))
        for day, of_day in by_date(runs(found, group, beside=False), time)
    ]
    return Table(f"Agents of {group}", ("day", "agents"), tuple(rows), 2)


def _costliest(found: Found) -> Table:
    goals, time = one_less.told_of(found.short), found.scenario.time
    rows = [
        (
            short.group,
            stretch(time, short.begin, short.end),
            f"{short.agents:,}",
            *one_less.cells(goals, [short]),
        )
        for short in one_less.costliest(found.short)[:MOST_SHORT]
    ]
    title = "What one agent less does"
    if len(found.short) > MOST_SHORT:
        title += f": the {MOST_SHORT} of {len(found.short):,} intervals in which it does most ({ELSEWHERE})"
    return Table(title, ("group", "time", "agents", *one_less.titles(goals)), tuple(rows))


def _proof(found: Found) -> Table:
    rows = []
    anywhere = any(proof.begin is not None for proof in found.proof)
    for proof in found.proof:
        where = (span_of(found, proof),) if anywhere else ()
        rows.append((target(proof.goal), *where, value_of(proof), verdict(proof)))
    columns = ("target", *(("tightest",) if anywhere else ()), "value", "")
    title = f"Proof on {found.proof_replications:,} fresh replications, with 95 % intervals"
    return Table(title, columns, tuple(rows), 2 if anywhere else 1)


def _plan(found: Found) -> Table:
    rows = [_shifts(found, planned) for planned in found.plan[:MOST_ROWS]]
    count = sum(planned.agents for planned in found.plan)
    cost = sum(planned.agents * planned.cost for planned in found.plan)
    rows.append(("in all", "", "", "", f"{count:,}", "", amount(cost)))
    if found.overtime_cost > 0:
        rows.append(("overtime", "", "", "", "", "", amount(found.overtime_cost)))
    title = "Shifts"
    if len(found.plan) > MOST_ROWS:
        title += f": the first {MOST_ROWS} of {len(found.plan):,} ({ELSEWHERE})"
    costs = ("cost each", "cost") if priced(found) else ("paid hours each", "paid hours")
    return Table(title, ("pattern", "group", "shift", "breaks", "agents", *costs), tuple(rows), 4)


def _shifts(found: Found, planned: Planned) -> tuple[str, ...]:
    time = found.scenario.time
    return (
        planned.pattern,
        planned.group,
        stretch(time, planned.begin, planned.end),
        ", ".join(clock(time, begin, end) for begin, end in planned.breaks),
        f"{planned.agents:,}",
        amount(planned.cost),
        amount(planned.agents * planned.cost),
    )


def _out_of_reach(found: Found) -> Table:
    rows = []
    for missed in found.unreachable:
        nearest = nearest_of(missed) or figures.UNKNOWN
        rows.append((target(missed.goal), missed.why, span_of(found, missed), nearest))
    return Table("Targets out of reach", ("target", "why", "where", "nearest"), tuple(rows), 2)
