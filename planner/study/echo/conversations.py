"""Conversations in words."""

from collections.abc import Iterator

from planner.demand import TypePlan
from planner.scenario.chat_type import ChatType
from planner.scenario.conversation import Turns
from planner.scenario.quantities import duration_text
from planner.study.echo.words import Line, law_words, percent


def conversations(chat_type: ChatType, type_plan: TypePlan) -> Iterator[Line]:
    """Tell of a chat's messages; nothing where it has a handle time."""
    written, plan = chat_type.conversation, type_plan.conversation
    if written is None or plan is None:
        return
    alone = duration_text(plan.mean_length)
    yield "", f"conversation: {_turns(written.turns, plan.turns.mean)}; {alone} as the agent's only chat"
    for title, distribution, law in (
        ("reply work", written.reply_work, plan.reply_work),
        ("first reply work", written.first_reply_work, plan.first_reply_work),
        ("closing work", written.closing_work, plan.closing_work),
        ("customer gap", written.customer_gap, plan.customer_gap),
        ("reply patience", written.reply_patience, plan.reply_patience),
    ):
        if distribution is not None and law is not None:
            yield "", f"{title}: {law_words(distribution, law)}"
    if written.canned is not None and plan.canned_work is not None:
        yield (
            "",
            f"canned: {percent(plan.canned)} of replies, {law_words(written.canned.work, plan.canned_work)}",
        )
    if written.inactive_close is not None:
        yield "", f"closed when the customer has not written for {duration_text(plan.inactive_close)}"
    if plan.until_reply:
        yield "", "patience runs on until the first reply"


def _turns(turns: Turns, mean: float) -> str:
    replies = "reply" if mean == 1 else "replies"
    if turns.distribution == "deterministic":
        return f"always {mean:g} {replies}"
    cv = "" if turns.cv is None else f", cv {turns.cv:g}"
    return f"{turns.distribution.replace('_', ' ')}, mean {mean:.4g} {replies}{cv}"
