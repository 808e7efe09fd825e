"""Whether 95 % intervals hold the truth as often as they say."""

import pytest
from theory.line import Line
from theory.patience import exponential
from theory.simulation import chats, stationary

HOUR, MINUTE = 3600.0, 60.0
SEEDS = 200


@pytest.mark.slow
def test_intervals_hold_the_truth():
    """Of 200 studies with 12 replications 90 to 99 % have Erlang A's figures within their intervals.

    The runs start empty, but 2 hours before they count: relaxation takes minutes, so theory is exact enough.
    """
    agents, handle = 6, 5 * MINUTE
    line = Line(75 / HOUR, [n / handle for n in range(1, agents + 1)], exponential(3 * MINUTE))
    theory = line.waiting() | {
        "wait_p90": line.wait_percentile(0.9),
        "utilization": line.chats_in_hand() / agents,
        "service_level": line.in_time(40.0),
    }
    held = dict.fromkeys(theory, 0)
    for seed in range(SEEDS):
        figures = stationary(
            {"support": chats(75, "5m", "3m")},
            {"team": {"agents": agents}},
            service_level={"within": "40s"},
            run={"replications": 12, "warm_up": "2h", "cool_down": "1h"},
            days=1,
            seed=seed,
        ).figures
        for key, value in theory.items():
            held[key] += figures[key].low <= value <= figures[key].high
    shares = {key: count / SEEDS for key, count in held.items()}
    assert all(0.90 <= share <= 0.99 for share in shares.values()), shares
