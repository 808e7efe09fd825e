"""How long conversations are with agents enough for each: from the laws of turns, work and gaps alone."""

import math
from typing import NamedTuple

import pytest
from scipy.stats import lognorm
from theory.agreement import expect
from theory.simulation import conversations, stationary

HOUR, MINUTE = 3600.0, 60.0
AGENTS = 40
"""More than are ever needed at 10 chats an hour."""


class Gap(NamedTuple):
    """The law of the time to the customer's next message."""

    written: object
    longer: float
    """The chance that it is longer than the limit."""
    mean_below: float
    """Its mean (s) where it is not."""


LIMIT = 2 * MINUTE


def exponential_gap(mean: float) -> Gap:
    """Return the exponential law."""
    longer = math.exp(-LIMIT / mean)
    return Gap(f"{mean:g}s", longer, mean - LIMIT * longer / (1 - longer))


def lognormal_gap(mean: float, cv: float) -> Gap:
    """Return the lognormal law; its partial mean is that of the law weighed by size (Aitchison & Brown 1957)."""
    variance = math.log1p(cv**2)
    law = lognorm(math.sqrt(variance), scale=mean * math.exp(-variance / 2))
    by_size = lognorm(math.sqrt(variance), scale=mean * math.exp(variance / 2))
    return Gap(
        {"mean": f"{mean:g}s", "cv": cv},
        float(law.sf(LIMIT)),
        mean * float(by_size.cdf(LIMIT) / law.cdf(LIMIT)),
    )


@pytest.mark.parametrize(
    "gap", [exponential_gap(60), lognormal_gap(90, 1.5)], ids=["exponential", "lognormal"]
)
def test_chats_closed_for_inactivity(gap: Gap):
    """After each reply the chat ends, or the customer writes in time, or it is closed when that time is over."""
    turns, work, per_second = 6, 40.0, 10 / HOUR
    goes_on = (1 - 1 / turns) * (1 - gap.longer)
    replies = 1 / (1 - goes_on)
    closed = replies * (1 - 1 / turns) * gap.longer
    length = replies * work + (replies - 1) * gap.mean_below + closed * LIMIT
    summary = stationary(
        {
            "support": conversations(
                10, turns, "never", conversation={"customer_gap": gap.written, "inactive_close": "2m"}
            )
        },
        {"team": {"agents": AGENTS}},
        days=14,
        seed=1041,
    )
    theory = {
        "inactive_rate": closed,
        "handle_time_mean": length,
        "messages_per_chat": 2 * replies,
        "reply_time_mean": work,
        "utilization": per_second * length / AGENTS,
        "work_utilization": per_second * replies * work / AGENTS,
    }
    expect(summary.figures, theory)


TURNS = {
    "geometric": (4, 4.0, 0.25),
    "poisson": ({"distribution": "poisson", "mean": 3}, 3.0, math.exp(-2)),
    # 1 and a negative binomial of mean 3 and variance 8: of size 1.8, with the chance 3/8 to stop
    "negative binomial": (
        {"distribution": "negative_binomial", "mean": 4, "cv": math.sqrt(8) / 4},
        4.0,
        0.375**1.8,
    ),
    "deterministic": ({"distribution": "deterministic", "value": 5}, 5.0, 0.0),
    "empirical": ({"distribution": "empirical", "values": [1, 2, 8], "weights": [3, 4, 3]}, 3.5, 0.3),
}
"""As written, the mean, and the share of chats with a single reply."""


@pytest.mark.parametrize(("turns", "replies", "single"), TURNS.values(), ids=TURNS.keys())
def test_turns_and_kinds_of_replies(turns: object, replies: float, single: float):
    """The first and the last reply take their own time, canned ones theirs; a single reply is a first one."""
    summary = stationary(
        {
            "support": conversations(
                10,
                turns,
                "never",
                conversation={
                    "first_reply_work": "70s",
                    "closing_work": {"mean": "20s", "cv": 0.5},
                    "canned": {"share": 0.3, "work": {"distribution": "deterministic", "value": "5s"}},
                },
            )
        },
        {"team": {"agents": AGENTS}},
        days=14,
        seed=1042,
    )
    typed = 70 + (1 - single) * 20 + (replies - 2 + single) * 40
    work = 0.7 * typed + 0.3 * replies * 5
    theory = {
        "messages_per_chat": 2 * replies,
        "reply_time_mean": work / replies,
        "frt_agent_mean": 0.7 * 70 + 0.3 * 5,
        "handle_time_mean": work + (replies - 1) * 60,
        "offered_load": 10 / HOUR * (work + (replies - 1) * 60),
        "work_utilization": 10 / HOUR * work / AGENTS,
    }
    expect(summary.figures, theory)
