"""What the report of an advice shows, in its order: the same for the console and Markdown."""

from collections.abc import Iterator, Sequence

from planner.report import figures
from planner.report.advise.words import OF_PART, figure, key_of, main_goal, measured, told_goals
from planner.report.staffing.outline import ELSEWHERE
from planner.report.staffing.words import stretch, target
from planner.report.table import Table
from planner.scenario.quantities import duration_text
from planner.staffing.advise import Advice, Change, WhatIf
from planner.staffing.advise.judge import NEGLIGIBLE
from planner.staffing.advise.remedy import MOST_HOURS

MOST_ROWS = 12
INTERVAL = "95\u00a0%\u00a0interval"


def heading(advice: Advice) -> str:
    """Say what was run."""
    count = advice.replications
    return f"{count:,} replication{'s' if count > 1 else ''} each · seed {advice.seed}"


def outline(advice: Advice) -> Iterator[Table]:
    """Yield the tables: how targets stand, what to do, and single hours."""
    yield _stands(advice)
    if advice.best:
        yield _apart("Where one more agent does most", advice, advice.best)
    if advice.spare:
        yield _in_turn("Who can go: each line with those above it", advice, advice.spare)
    if advice.remedy is not None:
        title = "What brings the targets back" if advice.mended else "What brings the targets closer"
        yield _at_once(title, advice, advice.remedy)
    if advice.more:
        yield _hours("One more agent for an hour: what helps most", advice, advice.more)
    if advice.less:
        yield _hours("One agent less for an hour: what harms least", advice, advice.less)


def notes(advice: Advice) -> Iterator[str]:
    """Yield how to read the tables."""
    if advice.replications == 1:
        yield "one replication has no intervals; more tell what is sure"
    else:
        yield (
            "all staffings meet the same customers; 95 % intervals are those of paired differences, each by itself: "
            "what looks best among many does a little less on other days; intervals of all figures are in --format json and csv"
        )
    promised = advice.scenario.service_level
    first = "a first response" if promised.of == "first_response" else "an agent"
    yield f"service level is the share of chats that get {first} within {duration_text(promised.within)}"
    if any(figure(goal) != goal.kpi.title and goal.kpi.key != key_of(goal) for goal in advice.goals):
        yield "of a target on a percentile the share that is not above its bound is told"
    if any(goal.per != "run" for goal in advice.goals):
        yield "a target on each day or interval is told of those in which anything is changed"
    yield "holds means on average over the replications; planner staff proves it on fresh ones"
    if advice.spare:
        yield _who_can_go(advice)
    if advice.remedy is not None:
        yield (
            f"what brings targets back is found hour by hour, up to {MOST_HOURS} agent hours, and simulated together; fewer "
            "may do"
        )
    yield from _of_shifts(advice)


def _who_can_go(advice: Advice) -> str:
    missed = (
        f", and what is missed anyhow loses at most {100 * NEGLIGIBLE:g} % of its bound"
        if advice.missed
        else ""
    )
    return f"agents can go where what holds does so surely without them (95 % one-sided), or is as it was{missed}"


def _of_shifts(advice: Advice) -> Iterator[str]:
    groups = [name for name, group in advice.scenario.agent_groups.items() if group.agents is None]
    if groups:
        yield (
            f"{', '.join(groups)}: one more agent is one with a shift of just that time; one less goes home earlier, comes "
            "later, or has an unpaid break"
        )


def _stands(advice: Advice) -> Table:
    rows = [
        (target(stand.goal), measured(stand.goal, stand.estimate), "holds" if stand.holds else "missed")
        for stand in advice.stands
    ]
    return Table("Targets as planned", ("target", "all the time", ""), tuple(rows))


def _hours(title: str, advice: Advice, found: Sequence[WhatIf]) -> Table:
    if len(found) > MOST_ROWS:
        title += f" (the first {MOST_ROWS} of {len(found):,}; {ELSEWHERE})"
    return _apart(title, advice, found[:MOST_ROWS])


def _apart(title: str, advice: Advice, found: Sequence[WhatIf]) -> Table:
    """Return a row per change, each by itself."""
    marks = any(one.breaks or one.mends for one in found)
    rows = [
        (
            *_where(advice, one.changes[0]),
            *_differences(advice, one),
            *([_targets(one)] if marks else []),
        )
        for one in found
    ]
    return _table(title, advice, (), rows, ("targets",) if marks else ())


def _in_turn(title: str, advice: Advice, found: Sequence[WhatIf]) -> Table:
    rows = [
        (*_where(advice, one.changes[-1]), _more_or_less(one.changes[-1]), *_differences(advice, one))
        for one in found
    ]
    return _table(title, advice, ("agents",), rows)


def _at_once(title: str, advice: Advice, found: WhatIf) -> Table:
    """Return a row per change, and what they do together in the last one."""
    together = list(_differences(advice, found))
    nothing = [""] * len(together)
    rows = [(*_where(advice, change), _more_or_less(change), *nothing) for change in found.changes]
    rows.append(("together", *[""] * len(_names(advice)), *together))
    return _table(title, advice, ("agents",), rows)


def _table(
    title: str,
    advice: Advice,
    size: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    targets: tuple[str, ...] = (),
) -> Table:
    names = _names(advice)
    return Table(title, (*names, *size, *_titles(advice), *targets), tuple(rows), len(names))


def _names(advice: Advice) -> tuple[str, ...]:
    """Return the columns that name a change; of a single group there is no need to tell."""
    return ("group", "time") if len(advice.scenario.agent_groups) > 1 else ("time",)


def _where(advice: Advice, change: Change) -> tuple[str, ...]:
    when = stretch(advice.scenario.time, change.begin, change.end)
    return (change.group, when) if len(_names(advice)) > 1 else (when,)


def _more_or_less(change: Change) -> str:
    return f"{change.agents:+,}".replace("-", "−")


def _titles(advice: Advice) -> Iterator[str]:
    """Yield the columns of differences; only what matters most has its interval beside it, or no line would hold them."""
    main = main_goal(advice)
    for goal in told_goals(advice):
        yield figure(goal) + OF_PART[goal.per]
        if goal == main:
            yield INTERVAL


def _differences(advice: Advice, found: WhatIf) -> Iterator[str]:
    main = main_goal(advice)
    for goal in told_goals(advice):
        difference = found.effect(goal).difference
        yield figures.change(key_of(goal), difference)
        if goal == main:
            yield figures.change_interval(key_of(goal), difference)


def _targets(found: WhatIf) -> str:
    """Say how many targets come back, or are missed."""
    back = f"{len(found.mends)} back" if found.mends else ""
    missed = f"{len(found.breaks)} missed" if found.breaks else ""
    return ", ".join(filter(None, (back, missed)))
