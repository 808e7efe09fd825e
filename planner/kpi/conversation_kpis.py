"""The KPIs of chats that go to and fro; see `definitions`."""

from typing import Literal

from planner.kpi.columns import Column
from planner.kpi.kinds import (
    AGENTS_AND_EACH,
    EVERYWHERE,
    EVERYWHERE_AND_EACH,
    Count,
    Kpi,
    Percentile,
    Ratio,
)

REPLY = (
    "the customer's message to the agent's reply, the first from the assignment; every reply that was sent"
)
MESSAGES = "messages of customer and agent in an answered chat with a conversation"


def _percentiles(
    quantity: Literal["reply_time", "messages"], key: str, title: str, unit: str, of: str
) -> list[Kpi]:
    return [
        Percentile(
            f"{key}_p{p}",
            f"{title} p{p}",
            unit,
            f"{of}: {p} % are not above this",
            EVERYWHERE,
            quantity,
            p / 100,
            needs="conversation",
        )
        for p in (50, 90, 95)
    ]


CONVERSATION_KPIS: tuple[Kpi, ...] = (
    Ratio(
        "frt_agent_mean",
        "first response, the agent's part",
        "s",
        "assignment to the agent's first message, answered chats; the queue's part is wait_mean",
        EVERYWHERE_AND_EACH,
        Column.AGENT_RESPONSE,
        Column.ANSWERED,
        needs="conversation",
    ),
    Count(
        "replies",
        "replies",
        "replies per replication",
        "replies that agents sent in conversations",
        (*EVERYWHERE_AND_EACH, "chats_in_hand"),
        Column.REPLIES,
        needs="conversation",
    ),
    Ratio(
        "replies_share",
        "share of replies",
        "share of replies",
        "replies to customers who wrote when the agent had so many chats in hand, theirs included / replies",
        ("chats_in_hand",),
        Column.REPLIES,
        Column.REPLIES_OF_ALL,
        needs="conversation",
    ),
    Ratio(
        "reply_time_mean",
        "reply time",
        "s",
        REPLY,
        (*EVERYWHERE_AND_EACH, "chats_in_hand"),
        Column.REPLY_TIME,
        Column.REPLIES,
        needs="conversation",
    ),
    *_percentiles("reply_time", "reply_time", "reply time", "s", REPLY),
    Ratio(
        "messages_per_chat",
        "messages per chat",
        "messages",
        MESSAGES,
        EVERYWHERE,
        Column.MESSAGES,
        Column.CONVERSATIONS,
        needs="conversation",
    ),
    *_percentiles("messages", "messages_per_chat", "messages per chat", "messages", MESSAGES),
    Ratio(
        "dropped_rate",
        "left mid-chat",
        "share of answered",
        "conversations whose customer left because a reply took too long / answered chats with a conversation",
        EVERYWHERE,
        Column.DROPPED,
        Column.CONVERSATIONS,
        needs="reply patience",
    ),
    Ratio(
        "inactive_rate",
        "closed for inactivity",
        "share of answered",
        "conversations that were closed as the customer wrote no more / answered chats with a conversation",
        EVERYWHERE,
        Column.INACTIVE,
        Column.CONVERSATIONS,
        needs="inactive close",
    ),
    Ratio(
        "work_utilization",
        "typing",
        "share of staffed time",
        "agents' time typing a reply or wrapping up a conversation / staffed time; of chats with a handle time "
        "it is not known when the agent types",
        AGENTS_AND_EACH,
        Column.WORKING,
        Column.STAFFED,
        needs="conversation",
    ),
    Ratio(
        "waiting_share",
        "waiting for customers",
        "share of staffed time",
        "agents' time with chats in hand, but not typing / staffed time; chats with a handle time count here",
        AGENTS_AND_EACH,
        Column.HOLDING,
        Column.STAFFED,
        needs="conversation",
    ),
    Ratio(
        "idle_share",
        "no chat in hand",
        "share of staffed time",
        "agents' time without a chat in hand / staffed time; with work_utilization and waiting_share it is all of it",
        AGENTS_AND_EACH,
        Column.IDLE,
        Column.STAFFED,
        needs="conversation",
    ),
)
