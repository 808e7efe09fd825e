"""The tables of chats that go to and fro."""

from collections.abc import Iterator

from planner.kpi import BY_KEY, Summary
from planner.report import figures
from planner.report.table import Table

TOLD = (
    ("frt_mean", "first response"),
    ("wait_mean", "of it in the queue"),
    ("frt_agent_mean", "of it until the agent wrote"),
    *((key, "") for key in ("reply_time_mean", "reply_time_p50", "reply_time_p90", "reply_time_p95")),
    *((key, "") for key in ("messages_per_chat", "messages_per_chat_p50", "messages_per_chat_p90")),
    *((key, "") for key in ("dropped_rate", "inactive_rate")),
    ("work_utilization", "agents' time: typing"),
    ("waiting_share", "agents' time: waiting for customers"),
    ("idle_share", "agents' time: no chat in hand"),
)
"""KPIs, and what they are called here if not by their titles."""
OF_CHATS_IN_HAND = ("replies_share", "reply_time_mean")


def conversations(summary: Summary) -> Iterator[Table]:
    """Yield what conversations tell, and how replies take longer with more chats in hand; nothing without them."""
    if not summary.by_chats_in_hand:
        return
    of_run = summary.figures
    rows = [
        (title or BY_KEY[key].title, figures.value(key, of_run[key]), figures.interval(key, of_run[key]))
        for key, title in TOLD
        if key in of_run
    ]
    yield Table("Conversation", ("", "mean", "95\u00a0%\u00a0interval"), tuple(rows))
    yield _by_chats_in_hand(summary)


def _by_chats_in_hand(summary: Summary) -> Table:
    """Tell of as many chats in hand as there ever were, the customer's own included."""
    rows = [
        (str(number), *(figures.compact(key, of_number[key]) for key in OF_CHATS_IN_HAND))
        for number, of_number in enumerate(summary.by_chats_in_hand, start=1)
        if of_number["replies"].mean
    ]
    columns = ("in hand", *(BY_KEY[key].title for key in OF_CHATS_IN_HAND))
    return Table("Reply time by chats in hand when the customer wrote", columns, tuple(rows))
