"""The slowdown that a conversation brings, against the machine repair model solved by the test itself."""

import numpy as np
import pytest

from planner.demand import blueprint
from planner.scenario import loads
from planner.study.caps.saturation import PRECISION, derived_slowdown

TEXT = """\
start: 2026-11-23 08:00
end: 2026-11-23 20:00
chat_types:
  support:
    arrivals: {{per_hour: 30}}
    patience: 3m
    {wrap_up}
    conversation: {{turns: {turns}, reply_work: {work}s, customer_gap: {gap}s}}
agent_groups:
  team: {{agents: 4, concurrency: 3}}
"""


def chats_done(in_hand: int, turns: float, work: float, gap: float) -> float:
    """Return how many chats per second an agent finishes who always has so many in hand.

    With m messages waiting the agent sends a reply at rate 1 / work; with chance 1 / turns it is the last one, and a
    new chat's first message takes its place; else that customer is away to think. The other customers, each at rate
    1 / gap, write again. So m is a birth and death process.
    """
    last = 1 / turns
    up = (in_hand - np.arange(in_hand)) / gap
    down = np.full(in_hand, (1 - last) / work)
    weights = np.concatenate([[1.0], np.cumprod(up / down)])
    busy = 1 - weights[0] / weights.sum()
    return float(busy * last / work)


@pytest.mark.parametrize(("turns", "work", "gap"), [(8, 40, 60), (3, 60, 30), (6, 30, 120)])
def test_exponential_work_and_gaps(turns: int, work: int, gap: int) -> None:
    """Two to five at once; three standard errors, which are small."""
    plan = blueprint(loads(TEXT.format(turns=turns, work=work, gap=gap, wrap_up="")))
    found = derived_slowdown(plan, 0, 5, seed=11)
    alone = chats_done(1, turns, work, gap)
    assert 1 / alone == pytest.approx(turns * work + (turns - 1) * gap)
    assert found.factors[0] == 1
    for in_hand in range(2, 6):
        exact = in_hand * alone / chats_done(in_hand, turns, work, gap)
        factor, error = found.factors[in_hand - 1], found.errors[in_hand - 1]
        assert error < PRECISION * factor
        assert abs(factor - exact) < 3 * error, (in_hand, factor, exact, error)


def test_wrap_up_is_work_of_the_agent_too() -> None:
    """With single replies and a wrap-up there is nobody to wait for: two at once take twice as long, three three times."""
    plan = blueprint(loads(TEXT.format(turns=1, work=60, gap=60, wrap_up="wrap_up: 30s")))
    found = derived_slowdown(plan, 0, 3, seed=11)
    assert found.factors == pytest.approx((1, 2, 3), rel=0.01)
