"""Who works when, and how, in words."""

from collections.abc import Iterator

from planner.demand import Blueprint
from planner.demand.practices import TakingPlan
from planner.scenario import Scenario
from planner.scenario.agent_group import AgentGroup
from planner.scenario.overflow import BEST
from planner.scenario.quantities import clock_text, duration_text
from planner.scenario.shift import Shift
from planner.scenario.week import ALL_DAYS, weekdays_text
from planner.study.conversation_cautions import only_conversations
from planner.study.echo.staffing import costs
from planner.study.echo.words import Line, break_words, law_words, percent, steps_of_week

REPLIES = {
    "oldest": "the message that has waited longest first",
    "first_replies_first": "customers without a reply first, then the message that has waited longest",
    "newest_chat_last": "chats begun earlier first",
    "shortest_chat": "chats with the fewest replies so far first",
}
"""By reply order."""


def agent_groups(scenario: Scenario, plan: Blueprint) -> Iterator[Line]:
    """Tell of each agent group."""
    for (name, group), scheduled, taking, served in zip(
        scenario.agent_groups.items(),
        plan.roster.scheduled,
        plan.taking,
        (group.skills for group in plan.roster.groups),
        strict=True,
    ):
        hours = f"{scheduled.integral() / 3600:,.1f} scheduled hours"
        yield f"group {name}", f"{hours}; serves {_skills(scenario, group.skills)}"
        if group.agents is not None:
            yield "", f"agents: {steps_of_week(group.agents)}"
        for shift in group.shifts or ():
            yield "", _shift(shift)
        if group.roster is not None:
            yield "", f"{_agents(len(scenario.files.rosters[name]))} of {group.roster}"
        if not group.planned:
            yield "", "nobody is planned yet"
        yield from costs(group)
        yield from _turnout(group)
        yield (
            "",
            f"up to {group.concurrency} chat{'s' if group.concurrency > 1 else ''} at once{_slow(scenario, name)}",
        )
        if any(of_type.conversation and number in served for number, of_type in enumerate(plan.types)):
            yield "", f"replies: {REPLIES[group.reply_order]}"
        yield from _ability(group)
        yield from _taking(group, taking)


def _slow(scenario: Scenario, name: str) -> str:
    """Tell how several chats at once slow each other down."""
    group = scenario.agent_groups[name]
    if group.concurrency == 1 or only_conversations(scenario, name):
        return ""
    factors = ", ".join(f"{factor:g}" for factor in group.slowdown_factors())
    return f", handle time × {factors} with 1, 2, ... in hand"


def _ability(group: AgentGroup) -> Iterator[Line]:
    if group.levels:
        said = ", ".join(f"{level} at {skill}" for skill, level in group.levels.items())
        yield "", f"level {said}; {BEST} at all else"
    if set(group.speed) != {1.0}:
        said = ", ".join(percent(speed) for speed in group.speed)
        yield "", f"speed {said} at level 1, 2, ... {BEST}"


def _taking(group: AgentGroup, taking: TakingPlan) -> Iterator[Line]:
    if group.accept is not None and taking.accept is not None:
        missed = f"; {percent(taking.miss)} of offers are not noticed" if taking.miss else ""
        yield "", f"accept offered chats after: {law_words(group.accept, taking.accept)}{missed}"
    if group.pull is not None and taking.pick is not None:
        yield "", f"pick chats themselves after: {law_words(group.pull, taking.pick)}"


def _agents(count: int) -> str:
    return f"{count:,} agent{'s' if count != 1 else ''}"


def _turnout(group: AgentGroup) -> Iterator[Line]:
    if group.absence:
        yield "", f"{100 * group.absence:.3g} % do not turn up on a day"
    if group.shrinkage.share:
        spell = duration_text(group.shrinkage.spell)
        yield (
            "",
            f"{100 * group.shrinkage.share:.3g} % of the time on shift is spent away, {spell} on average",
        )
    if group.last_chat_before:
        yield "", f"no new chat in the last {duration_text(group.last_chat_before)} before a break or the end"
    if group.break_starts == "when_free":
        yield "", "breaks begin when the chats in hand are done"


def _shift(shift: Shift) -> str:
    said = f"{shift.agents} from {clock_text(shift.begin)} to {clock_text(shift.to)}"
    if shift.days != ALL_DAYS:
        said += f" {weekdays_text(shift.days)}"
    return said + "".join(f", break {break_words(rest, 'one after another')}" for rest in shift.breaks)


def _skills(scenario: Scenario, skills: tuple[str, ...] | None) -> str:
    return (
        "all chat types" if skills is None or set(skills) >= set(scenario.chat_types) else ", ".join(skills)
    )
