"""The tables of conversations."""

from collections.abc import Sequence

from planner.kpi import Estimate, Figures, Summary
from planner.report.conversations import conversations

RUN = {
    "frt_mean": Estimate(100.0, 95.0, 105.0),
    "wait_mean": Estimate(40.0, 38.0, 42.0),
    "frt_agent_mean": Estimate(60.0, 57.0, 63.0),
    "reply_time_mean": Estimate(70.0, 69.0, 71.0),
    "messages_per_chat_p50": Estimate(7.0, 7.0, 8.0),
    "work_utilization": Estimate(0.6, 0.58, 0.62),
}


def level(replies: float, share: float, seconds: float | None) -> Figures:
    """Return what is told of replies with so many chats in hand."""
    return {
        "replies": Estimate(replies),
        "replies_share": Estimate(share),
        "reply_time_mean": Estimate(seconds),
    }


def summary(levels: Sequence[Figures]) -> Summary:
    """Return a summary with these figures by chats in hand."""
    return Summary(10, RUN, {}, {}, (), (), (), (), (), by_chats_in_hand=tuple(levels))


def test_without_conversations_there_is_no_table() -> None:
    """A desk with handle times has no reply times."""
    assert not list(conversations(summary(())))


def test_first_response_stands_with_its_parts() -> None:
    """In the queue and until the agent wrote; what the scenario lacks is left out."""
    told, _ = conversations(summary([level(10, 1, 70)]))
    assert told.rows == (
        ("first response", "100 s", "95 to 105 s"),
        ("of it in the queue", "40 s", "38 to 42 s"),
        ("of it until the agent wrote", "60 s", "57 to 63 s"),
        ("reply time", "70 s", "69 to 71 s"),
        ("messages per chat p50", "7", "7 to 8"),
        ("agents' time: typing", "60 %", "58 to 62 %"),
    )


def test_reply_times_stand_by_chats_in_hand() -> None:
    """As far as anyone had so many."""
    levels = [level(3, 0.75, 40), level(0, 0, None), level(1, 0.25, 110), level(0, 0, None)]
    _, by_chats_in_hand = conversations(summary(levels))
    assert by_chats_in_hand.rows == (("1", "75 %", "40 s"), ("3", "25 %", "110 s"))
