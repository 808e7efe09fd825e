"""One line and a patience that is not exponential: M/M/n+G (Baccelli & Hebuterne 1981; Zeltyn & Mandelbaum 2005)."""

from itertools import product

import pytest
from theory.agreement import expect
from theory.line import Line
from theory.patience import Patience, constant, exponential, until, weibull
from theory.simulation import chats, stationary

HOUR, MINUTE = 3600.0, 60.0
AGENTS, RATE, HANDLE = 10, 84 / HOUR, 10 * MINUTE
WITHIN, SHORT = 75.0, 30.0

LAWS: dict[str, tuple[object, Patience]] = {
    "constant": ({"distribution": "deterministic", "value": "3m"}, constant(3 * MINUTE)),
    "weibull, many leave soon": (
        {"distribution": "weibull", "mean": "6m", "shape": 0.7},
        weibull(6 * MINUTE, 0.7),
    ),
    "weibull, few leave soon": (
        {"distribution": "weibull", "mean": "4m", "shape": 2.5},
        weibull(4 * MINUTE, 2.5),
    ),
}


def centre(patience: Patience) -> Line:
    """Return theory's view of the centre."""
    return Line(RATE, [n / HANDLE for n in range(1, AGENTS + 1)], patience)


@pytest.mark.parametrize(
    ("law", "counting"), list(product(LAWS, ["offered", "without_short_abandons", "answered"]))
)
def test_patience_of_any_law(law, counting):
    """Missed, waits, percentiles, utilisation and service level by numeric integrals of the virtual wait."""
    written, patience = LAWS[law]
    line = centre(patience)
    summary = stationary(
        {"support": chats(84, "10m", written)},
        {"team": {"agents": AGENTS}},
        service_level={"within": f"{WITHIN:g}s", "counting": counting, "short_abandon": f"{SHORT:g}s"},
        days=10,
        seed=201,
    )
    theory = line.waiting() | {
        "wait_p50": line.wait_percentile(0.5),
        "wait_p90": line.wait_percentile(0.9),
        "utilization": line.chats_in_hand() / AGENTS,
        "service_level": line.service_levels(WITHIN, SHORT)[counting],
    }
    expect(summary.figures, theory)


def test_longest_wait_allowed():
    """`max_wait` is a constant patience; those who leave have expired, not abandoned."""
    line = centre(constant(2 * MINUTE))
    summary = stationary(
        {"support": chats(84, "10m", "never")},
        {"team": {"agents": AGENTS}},
        queue={"max_wait": "2m"},
        service_level={"within": f"{WITHIN:g}s", "counting": "without_short_abandons"},
        days=10,
        seed=202,
    )
    theory = line.waiting() | {"service_level": line.in_time(WITHIN)}
    theory["expired_rate"] = theory["missed_rate"]
    del theory["abandon_time_mean"]
    expect(summary.figures, theory)
    assert summary.figures["abandoned_rate"].mean == 0


def test_patience_and_a_longest_wait():
    """The shorter of an exponential patience and `max_wait` rules: M/M/n+G with both, outcomes told apart."""
    longest, patience = 3 * MINUTE, exponential(4 * MINUTE)
    line = centre(until(patience, longest))
    expired = line.offered_wait(lambda x: (x >= longest) * patience.stays(0 * x + longest))
    summary = stationary(
        {"support": chats(84, "10m", "4m")},
        {"team": {"agents": AGENTS}},
        queue={"max_wait": "3m"},
        days=28,
        seed=203,
    )
    theory = line.waiting()
    abandoned = theory["missed_rate"] - expired
    gave_up = theory["missed_rate"] * theory.pop("abandon_time_mean")
    theory |= {
        "expired_rate": expired,
        "abandoned_rate": abandoned,
        "abandon_time_mean": (gave_up - expired * longest) / abandoned,
        "wait_p90": line.wait_percentile(0.9),
    }
    expect(summary.figures, theory)
