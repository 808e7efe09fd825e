"""What holds for every bot in front of a queue."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.demand import blueprint, draw
from planner.kpi.columns import Column
from planner.scenario import Scenario
from planner.study.task import Task

FIXED = settings(derandomize=True, database=None, deadline=None, max_examples=60)

BOTS = st.fixed_dictionaries(
    {
        "contains": st.sampled_from((0, 0.35, 0.9)),
        "duration": st.sampled_from(("90s", {"mean": "30m", "cv": 2}, {"mean": "1h", "cv": 0})),
        "first_reply": st.sampled_from(("0s", {"mean": "5m"})),
    }
)
HOURS = st.sampled_from(
    ({}, {"open": "09:00-17:00"}, {"open": {"tue": "08:00-12:00"}}, {"open": "24h"}),
)


def centre(bots, hours, tickets, run):
    """Return a centre of two days whose chat types have bots, or none."""
    types = {
        name: {"arrivals": {"per_hour": 6, "uncertainty": "20%"}, "handle_time": "9m", "patience": "3m"}
        for name in ("a", "b")
    }
    for name, bot in zip(types, bots, strict=True):
        types[name] |= {} if bot is None else {"bot": bot}
    return blueprint(
        Scenario.model_validate(
            {
                "start": "2026-11-23 06:00",
                "end": "2026-11-25 06:00",
                "chat_types": types,
                "agent_groups": {"g": {"agents": 2}},
                "run": run,
                **hours,
                **({"tickets": "next_morning"} if tickets and hours else {}),
            }
        )
    )


@FIXED
@given(
    bots=st.tuples(st.none() | BOTS, BOTS),
    hours=HOURS,
    tickets=st.booleans(),
    run=st.sampled_from(({}, {"warm_up": "3h", "cool_down": "2h"})),
    seed=st.integers(0, 10**6),
)
def test_no_customer_is_lost(bots, hours, tickets, run, seed):
    """Who began with a bot was contained, or is offered or after hours in the same cell; all who came are there."""
    plan = centre(bots, hours, tickets, run)
    sums = Task(plan, seed).replicate(0).cells
    for number, bot in enumerate(bots, start=1):
        if bot is None:
            assert not sums[number, :, Column.BOT_CHATS].any()
            continue
        came = sums[number][:, [Column.BOT_CONTAINED, Column.OFFERED, Column.AFTER_HOURS]].sum(axis=1)
        np.testing.assert_array_equal(sums[number, :, Column.BOT_CHATS], came)
    if not run:
        began = [
            np.count_nonzero(draw(centre((None, None), {}, False, {}), seed, 0).chat_type == number)
            for number in range(2)
        ]
        for number, bot in enumerate(bots):
            if bot is not None:
                assert sums[1 + number, :, Column.BOT_CHATS].sum() == began[number]


@FIXED
@given(bots=st.tuples(st.none() | BOTS, BOTS), hours=HOURS, seed=st.integers(0, 10**6))
def test_the_way_to_an_agent_is_never_shorter_than_from_the_hand_over(bots, hours, seed):
    """In every cell; without a bot both are the same, and so is the first message."""
    sums = Task(centre(bots, hours, False, {}), seed).replicate(0).cells[:3]
    assert (sums[:, :, Column.TO_AGENT] >= sums[:, :, Column.FIRST_RESPONSE]).all()
    if bots[0] is None:
        np.testing.assert_array_equal(sums[1, :, Column.TO_AGENT], sums[1, :, Column.FIRST_RESPONSE])
        np.testing.assert_array_equal(sums[1, :, Column.GREETING], sums[1, :, Column.FIRST_RESPONSE])
        np.testing.assert_array_equal(sums[1, :, Column.GREETED], sums[1, :, Column.ANSWERED])
