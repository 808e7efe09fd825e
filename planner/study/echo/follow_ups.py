"""Who may take a type's chats, whom its customers know, and what may follow, in words."""

from collections.abc import Iterator, Sequence

from planner.demand import TypePlan
from planner.scenario import Scenario
from planner.scenario.chat_type import ChatType
from planner.scenario.overflow import Ring
from planner.scenario.quantities import duration_text
from planner.study.echo.words import Line, law_words, percent


def follow_ups(scenario: Scenario, chat_type: ChatType, plan: TypePlan) -> Iterator[Line]:
    """Tell of what goes beyond arrival, work and patience."""
    if chat_type.silent_abandonment is not None and plan.silent_leaving is not None:
        noticed = law_words(chat_type.silent_abandonment.noticed_after, plan.silent_leaving.noticed_after)
        share = percent(plan.silent_leaving.share)
        yield "", f"{share} of those who give up leave without a sign; their agents notice after: {noticed}"
    if chat_type.overflow is not None:
        yield "", f"overflow: {_rings(chat_type.overflow)}"
    if chat_type.returning:
        to = "that one" if scenario.routing.previous_agent is not None else "anyone all the same"
        yield "", f"{percent(chat_type.returning)} know an agent from before, and go to {to}"
    yield from _handed_on(chat_type)
    yield from _coming_again(chat_type, plan)
    if chat_type.silence is not None and plan.silence is not None:
        length = law_words(chat_type.silence.duration, plan.silence.length)
        keeps = "" if scenario.routing.inactive_after is not None else "; they keep their slot"
        yield "", f"{percent(plan.silence.share)} fall silent once, for: {length}{keeps}"


def _rings(rings: Sequence[Ring]) -> str:
    return "; ".join(_ring(ring) for ring in rings)


def _ring(ring: Ring) -> str:
    groups = "" if ring.groups is None else ", ".join(ring.groups)
    groups = groups and f"{groups}, too" if ring.after else groups or "all with the skill"
    level = "" if ring.level is None else f"level {ring.level} or better"
    when = f"after {duration_text(ring.after)}" if ring.after else "at once"
    return f"{when} {', '.join(filter(None, [groups, level])) or 'as before'}"


def _handed_on(chat_type: ChatType) -> Iterator[Line]:
    transfer = chat_type.transfer
    if transfer is not None:
        share, done = percent(transfer.probability), percent(transfer.after)
        yield "", f"{share} of answered chats are handed on to {transfer.to}, after {done} of the handle time"


def _coming_again(chat_type: ChatType, plan: TypePlan) -> Iterator[Line]:
    retries, resolution, follow_up = chat_type.retries, chat_type.first_contact_resolution, plan.follow_up
    if retries is not None and follow_up.retry_delay is not None:
        times = "once" if retries.at_most == 1 else f"{retries.at_most} times"
        share, delay = percent(retries.probability), law_words(retries.delay, follow_up.retry_delay)
        yield "", f"{share} of those missed try again, at most {times}, after: {delay}"
    if follow_up.repeat_delay is not None:
        again = law_words(resolution.again_after, follow_up.repeat_delay)
        yield (
            "",
            f"{percent(1 - resolution.share)} of answered chats leave the matter open; they come again after: {again}",
        )
