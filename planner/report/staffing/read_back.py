"""Targets and how they stand, taken back out of a results file, so that pages say of them what the console says."""

from datetime import datetime

from planner.kpi import BY_KEY, Estimate
from planner.report.reading import NoResult, Reading
from planner.staffing.advise import Change, Effect
from planner.staffing.goals import Goal, Per
from planner.staffing.result import Proof, Short, Unreachable

PERIODS: tuple[Per, ...] = ("run", "day", "interval")


def goal(of: Reading) -> Goal:
    """Return a target; where nothing is asked of the figure, one that any value keeps. Raises `NoResult`."""
    per = next((period for period in PERIODS if period == of["per"].text), None)
    if per is None:
        raise NoResult(f"{of.at}.per is not one of {', '.join(PERIODS)}")
    least = "at_least" in of or ("at_most" not in of and "better" in of and of["better"].text == "more")
    side = "at_least" if least else "at_most"
    return Goal(
        BY_KEY[of["kpi"].kpi],
        "at_least" if least else "at_most",
        of[side].number if side in of else 0.0 if least else 1.0,
        per,
        chat_type=of.text_at("chat_type"),
        agent_group=of.text_at("agent_group"),
        on=of.number_at("on"),
    )


def proof(of: Reading) -> Proof:
    """Return how a target stands. Raises `NoResult`."""
    shares = (of[key].estimate if key in of else None for key in ("days", "not_above"))
    days, not_above = shares
    return Proof(goal(of), of.estimate, of["holds"].truth, days=days, not_above=not_above)


def effect(of: Reading) -> Effect:
    """Return what changes do to a figure. Raises `NoResult`."""
    return Effect(goal(of), *(of[key].estimate for key in ("before", "after", "difference")))


def change(of: Reading, since: datetime) -> Change:
    """Return agents more or fewer, by the clock's seconds since an instant. Raises `NoResult`."""
    begin, end = _seconds(of, since)
    return Change(of["group"].text, begin, end, int(of["agents"].number))


def missed(of: Reading) -> Unreachable:
    """Return a target that no staffing keeps. Raises `NoResult`."""
    best = of.number_at("best")
    days = of.number_at("best_share_of_days")
    return Unreachable(goal(of), best, None, None, of["why"].text, days)


def short(of: Reading, since: datetime) -> Short:
    """Return what one agent less does, by the clock's seconds since an instant. Raises `NoResult`."""
    told: list[tuple[Goal, Estimate]] = []
    breaks: list[Goal] = []
    for one in of["one_less"].rows():
        told.append((goal(one), one.estimate))
        if one["missed"].truth:
            breaks.append(told[-1][0])
    begin, end = _seconds(of, since)
    return Short(of["group"].text, begin, end, int(of["agents"].number), tuple(told), tuple(breaks))


def _seconds(of: Reading, since: datetime) -> tuple[float, float]:
    begin, end = of["start"].instant, of["end"].instant
    return (begin - since).total_seconds(), (end - since).total_seconds()
