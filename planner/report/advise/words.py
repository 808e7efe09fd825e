"""Changes and what they do, in words."""

from collections.abc import Iterable, Sequence

from planner.kpi import Estimate
from planner.kpi.kinds import Percentile
from planner.report import figures
from planner.report.staffing.words import bound, stretch, subject
from planner.scenario.local_time import DAY
from planner.staffing.advise import Advice, Change, Effect
from planner.staffing.goals import Goal

OF_PART = {"run": "", "day": " of that day", "interval": " of that time"}
OF_PARTS = {"run": "", "day": " of those days", "interval": " of those times"}


def told_goals(advice: Advice) -> tuple[Goal, ...]:
    """Return the goals that are told, each figure once where two bounds are about it."""
    return first_of_each(advice.goals)


def first_of_each(goals: Iterable[Goal]) -> tuple[Goal, ...]:
    """Return the first goal about each figure."""
    first: dict[tuple[str, str], Goal] = {}
    for goal in goals:
        first.setdefault((figure(goal), goal.per), goal)
    return tuple(first.values())


def main_goal(advice: Advice) -> Goal:
    """Return the one that matters most: the first target missed, else the service level."""
    chosen = next(iter(advice.missed), advice.promise)
    return next(
        goal for goal in told_goals(advice) if (figure(goal), goal.per) == (figure(chosen), chosen.per)
    )


def figure(goal: Goal) -> str:
    """Say what is measured: `service level of sales`, or `share with wait at most 2 m` where the target is about a percentile."""
    if not isinstance(goal.kpi, Percentile):
        return subject(goal)
    whose = subject(goal).removeprefix(goal.kpi.title)
    return f"share with {goal.kpi.title.rpartition(' ')[0]} at most {bound(goal.kpi, goal.bound)}{whose}"


def key_of(goal: Goal) -> str:
    """Return the KPI by whose unit a goal's figure is written: of a percentile, a share is told."""
    return "service_level" if isinstance(goal.kpi, Percentile) else goal.kpi.key


def measured(goal: Goal, estimate: Estimate) -> str:
    """Write a goal's figure."""
    return figures.value(key_of(goal), estimate)


def does(effect: Effect) -> str:
    """Say what a change does to a figure: `lifts the service level from 71 % to 80 % (+7 to +11)`."""
    goal, change = effect.goal, effect.difference.mean
    said = f"the {figure(goal)}{OF_PART[goal.per]}"
    if not change:
        return f"leaves {said} at {measured(goal, effect.before)}"
    verb = "lifts" if change > 0 else "lowers"
    return f"{verb} {said} from {_end(effect, effect.before)} to {_end(effect, effect.after)}{_sure(effect)}"


def becomes(effect: Effect) -> str:
    """Write a figure before and after changes: `service level 71 % → 70 % (−2 to −1)`."""
    goal = effect.goal
    said = figure(goal) + OF_PARTS[goal.per]
    if not effect.difference.mean:
        return f"{said} stays {measured(goal, effect.before)}"
    return f"{said} {_end(effect, effect.before)} → {_end(effect, effect.after)}{_sure(effect)}"


def when(advice: Advice, change: Change) -> str:
    """Say when something is changed: on a single day also `after 18:00`, `before 10:00` or `all day`."""
    time = advice.scenario.time
    if time.horizon > DAY:
        return stretch(time, change.begin, change.end)
    first, last = change.begin <= 0, change.end >= time.horizon
    if first and last:
        return "all day"
    if last:
        return f"after {time.at(change.begin):%H:%M}"
    return f"before {time.at(change.end):%H:%M}" if first else stretch(time, change.begin, change.end)


def agents(advice: Advice, change: Change) -> str:
    """Write how many agents: `1 agent`, `2 agents of day_team`."""
    size = abs(change.agents)
    of = f" of {change.group}" if len(advice.scenario.agent_groups) > 1 else ""
    return f"{size} agent{'' if size == 1 else 's'}{of}"


def listed(parts: Sequence[str]) -> str:
    """Put parts of a sentence one after another."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def _end(effect: Effect, end: Estimate) -> str:
    """Write a figure with as many decimals as are known of the difference."""
    apart = effect.difference
    if None not in (end.mean, apart.mean, apart.low, apart.high):
        low, high = ((end.mean or 0.0) + (to or 0.0) - (apart.mean or 0.0) for to in (apart.low, apart.high))
        end = Estimate(end.mean, low, high)
    return measured(effect.goal, end)


def _sure(effect: Effect) -> str:
    known = figures.change_interval(key_of(effect.goal), effect.difference)
    return "" if known == figures.UNKNOWN else f" ({known})"
