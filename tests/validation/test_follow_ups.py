"""Contacts that others bring about: customers who try again or come back, chats that agents hand on."""

import pytest
from theory.agreement import expect
from theory.coming_again import Returners
from theory.line import Line
from theory.markov import chain
from theory.patience import ENDLESS, exponential
from theory.simulation import chats, mean, stationary

from planner.queueing import erlang_c

HOUR, MINUTE = 3600.0, 60.0


def counted(days: int) -> float:
    """Return the seconds in which chats count."""
    return days * 24 * HOUR - 18 * HOUR


CENTRES = {
    "missed try again": Returners(
        arrivals=20 / HOUR,
        agents=2,
        finishes=1 / (6 * MINUTE),
        gives_up=1 / (3 * MINUTE),
        places=2,
        retries=0.6,
        unsettled=0.0,
        comes_back=1 / (10 * MINUTE),
    ),
    "missed and unsettled come again": Returners(
        arrivals=24 / HOUR,
        agents=3,
        finishes=1 / (6 * MINUTE),
        gives_up=1 / (4 * MINUTE),
        places=3,
        retries=0.4,
        unsettled=0.25,
        comes_back=1 / (5 * MINUTE),
    ),
}


@pytest.mark.parametrize("centre", CENTRES.values(), ids=CENTRES.keys())
def test_coming_again(centre):
    """Who is blocked or gives up tries again, whose matter is not settled comes again: the chain with an orbit."""
    delay, days = f"{1 / centre.comes_back:g}s", 14
    retries = {"probability": centre.retries, "delay": delay}
    settled = {"share": 1 - centre.unsettled, "again_after": delay}
    summary = stationary(
        {
            "support": chats(
                centre.arrivals * HOUR,
                f"{1 / centre.finishes:g}s",
                f"{1 / centre.gives_up:g}s",
                retries=retries,
                first_contact_resolution=settled,
            )
        },
        {"team": {"agents": centre.agents}},
        queue={"max_length": centre.places},
        days=days,
        seed=801,
    )
    counts = {key: rate * counted(days) for key, rate in centre.per_second().items()}
    theory = centre.figures() | counts
    expect(summary.figures, {key: theory[key] for key in theory if key in summary.figures})


def test_who_tries_again_once():
    """M/M/1 without a waiting room: a customer blocked twice is lost; the chain on (busy, in orbit)."""
    rate, finish, back, days = 12 / HOUR, 1 / (5 * MINUTE), 1 / (8 * MINUTE), 14

    def moves(state):
        busy, orbit = state
        yield rate, (1, min(orbit + busy, 40))
        yield orbit * back, (1, orbit - 1)
        yield busy * finish, (0, orbit)

    states = chain([(0, 0)], moves)
    law = states.stationary()
    busy = law @ states.values(lambda state: state[0])
    lost = law @ states.values(lambda state: state[0] * state[1] * back)
    retries = law @ states.values(lambda state: state[1] * back)
    summary = stationary(
        {"support": chats(12, "5m", "never", retries={"probability": "100%", "delay": "8m", "at_most": 1})},
        {"team": {"agents": 1}},
        queue={"max_length": 0},
        days=days,
        seed=802,
    )
    expect(
        summary.figures,
        {
            "utilization": busy,
            "retries": retries * counted(days),
            "lost_rate": lost / rate,
            "missed_rate": (rate * busy + lost) / (rate + retries),
        },
    )


def test_repeat_contacts_of_customers_who_never_leave():
    """An open network with feedback: before the agents it is M/M/n with the rate of all contacts (Jackson 1957)."""
    settled, days = 0.7, 42
    theory = erlang_c(4, 24 / settled / HOUR, 5 * MINUTE)
    wait = Line(24 / settled / HOUR, [n / (5 * MINUTE) for n in range(1, 5)], ENDLESS)
    summary = stationary(
        {"support": chats(24, "5m", "never", first_contact_resolution=settled)},
        {"team": {"agents": 4}},
        service_level={"within": "1m"},
        days=days,
        seed=803,
    )
    customers = 24 / HOUR * counted(days)
    expect(
        summary.figures,
        {
            "customers": customers,
            "repeats": customers * (1 / settled - 1),
            "offered": customers / settled,
            "first_contact_resolution": settled,
            "wait_probability": theory.wait_probability,
            "wait_mean": theory.wait_mean,
            "wait_p90": wait.wait_percentile(0.9),
            "service_level": theory.service_level(MINUTE),
            "utilization": theory.occupancy,
        },
    )


SECOND_LINES = {"endless patience": ("never", ENDLESS), "patience of 4 min": ("4m", exponential(4 * MINUTE))}


@pytest.mark.parametrize(("patience", "law"), SECOND_LINES.values(), ids=SECOND_LINES.keys())
def test_tandem(patience, law):
    """What is handed on leaves M/M/n at random (Burke 1956); with chats of its own the second line is M/M/n, too."""
    share, own, days = 0.4, 10.0, 14
    first = erlang_c(4, 34 / HOUR, 5 * MINUTE)
    rate = (share * 34 + own) / HOUR
    second = Line(rate, [n / (6 * MINUTE) for n in range(1, 5)], law)
    summary = stationary(
        {
            "tier1": chats(
                34, "5m", "never", transfer={"to": "tier2", "probability": share, "after": "100%"}
            ),
            "tier2": chats(own, "6m", patience),
        },
        {
            "first": {"agents": 4, "skills": ["tier1"]},
            "second": {"agents": 4, "skills": ["tier2"]},
        },
        days=days,
        seed=804,
    )
    waiting = second.waiting()
    expect(summary.chat_types["tier1"], {"wait_mean": first.wait_mean, "transfer_rate": share})
    expect(
        summary.chat_types["tier2"],
        {
            "offered": rate * counted(days),
            "transfers": share * 34 / HOUR * counted(days),
            "transfer_wait_mean": waiting["wait_mean"],
            **{
                key: waiting[key]
                for key in ("wait_probability", "wait_mean", "wait_mean_all", "queue_length_mean")
            },
        },
    )
    expect(summary.agent_groups["second"], {"utilization": second.chats_in_hand() / 4})
    lost = summary.chat_types["tier2"]["transfer_missed_rate"]
    if law is ENDLESS:
        assert mean(lost) == 0
    else:
        expect({"transfer_missed_rate": lost}, {"transfer_missed_rate": waiting["missed_rate"]})


def test_half_the_work_of_chats_that_are_handed_on():
    """M/G/1: the work is a mixture of a whole chat and a part of one (Pollaczek & Khinchine)."""
    share, part, handle, rate = 0.3, 0.25, 5 * MINUTE, 8 / HOUR
    work = handle * (1 - share + share * part)
    square = 2 * handle**2 * (1 - share + share * part**2)
    summary = stationary(
        {
            "tier1": chats(8, "5m", "never", transfer={"to": "tier2", "probability": share, "after": part}),
            "tier2": chats(2, "1m", "never"),
        },
        {"first": {"agents": 1, "skills": ["tier1"]}, "second": {"agents": 9, "skills": ["tier2"]}},
        days=42,
        seed=805,
    )
    expect(
        summary.chat_types["tier1"],
        {
            "wait_mean": rate * square / 2 / (1 - rate * work),
            "handle_time_mean": work,
            "transfer_rate": share,
        },
    )
    expect(summary.agent_groups["first"], {"utilization": rate * work})
