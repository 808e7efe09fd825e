"""Offers that agents accept after a while, or miss: the slot is held from the first to the last moment of an offer."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp
from typing import Any, NamedTuple

import pytest
from theory.agreement import expect
from theory.markov import chain
from theory.simulation import chats, stationary

HOUR, MINUTE = 3600.0, 60.0


@dataclass(frozen=True)
class Offers:
    """Offers that an agent notices are accepted after an exponential time; all end at the timeout."""

    mean: float
    """Of the time to accept (s)."""
    timeout: float
    miss: float
    """Share that is not noticed at all."""

    @property
    def missed(self) -> float:
        """The share of offers that are not accepted."""
        return self.miss + (1 - self.miss) * exp(-self.timeout / self.mean)

    def ringing(self) -> tuple[float, float]:
        """Return mean and variance of the time from a chat's first offer to its acceptance.

        A geometric number of timeouts, then an exponential time that is known to be shorter than one.
        """
        again, cut = self.missed / (1 - self.missed), exp(-self.timeout / self.mean)
        left = self.timeout * cut / (1 - cut)
        accepted = self.mean - left
        spread = self.mean**2 - self.timeout * left / (1 - cut)
        return again * self.timeout + accepted, again * (1 + again) * self.timeout**2 + spread

    def accepted_before(self, gives_up: float) -> float:
        """Return the chance that a chat is accepted before a customer who gives up at this rate has left."""
        rate = 1 / self.mean + gives_up
        accepted = (1 - self.miss) * (1 - exp(-rate * self.timeout)) / self.mean / rate
        return accepted / (1 - self.missed_before(gives_up))

    def missed_before(self, gives_up: float) -> float:
        """Return the chance that an offer is missed before the customer has left."""
        return self.missed * exp(-gives_up * self.timeout)

    def group(self, agents: int) -> dict[str, Any]:
        """Return the agents."""
        return {"agents": agents, "accept": f"{self.mean:g}s", "offer_miss": self.miss}

    def routing(self) -> dict[str, Any]:
        """Return how chats are offered."""
        return {"offer_timeout": f"{self.timeout:g}s"}


OFFERS = {
    "all accepted": Offers(mean=40.0, timeout=1e5, miss=0.0),
    "some missed": Offers(mean=30.0, timeout=45.0, miss=0.2),
}


@pytest.mark.parametrize("offers", OFFERS.values(), ids=OFFERS.keys())
def test_one_agent(offers):
    """M/G/1: offers of a chat, missed ones too, and its handling follow each other (Pollaczek & Khinchine)."""
    handle, rate, days = 4 * MINUTE, 7 / HOUR, 56
    ring, ring_variance = offers.ringing()
    work, square = ring + handle, ring_variance + handle**2 + (ring + handle) ** 2
    wait = rate * square / 2 / (1 - rate * work) + ring
    summary = stationary(
        {"support": chats(7, "4m", "never")},
        {"team": offers.group(1)},
        routing=offers.routing(),
        days=days,
        seed=811,
    )
    missed = offers.missed / (1 - offers.missed)
    counts = {"missed_offers": missed * rate * (days * 24 - 18) * HOUR} if missed > 1e-9 else {}
    expect(
        summary.figures,
        {
            "wait_mean": wait,
            "queue_length_mean": rate * wait,
            "utilization": rate * handle,
            "handle_time_mean": handle,
            **counts,
        },
    )


def test_offers_that_ring_while_customers_lose_patience():
    """With someone always free an offer follows another: who is still there when one is accepted is answered."""
    offers, gives_up, days, rate = Offers(mean=25.0, timeout=20.0, miss=0.15), 1 / 90, 14, 30 / HOUR
    answered, step = offers.accepted_before(gives_up), 1e-6
    slope = (offers.accepted_before(gives_up + step) - offers.accepted_before(gives_up - step)) / (2 * step)
    missed = offers.missed_before(gives_up)
    summary = stationary(
        {"support": chats(30, "1m", "90s")},
        {"team": offers.group(40)},
        routing=offers.routing(),
        days=days,
        seed=812,
    )
    expect(
        summary.figures,
        {
            "missed_rate": 1 - answered,
            "abandoned_rate": 1 - answered,
            "wait_mean": -slope / answered,
            "wait_mean_all": (1 - answered) / gives_up,
            "missed_offers": missed / (1 - missed) * rate * (days * 24 - 18) * HOUR,
            "utilization": rate * answered * MINUTE / 40,
        },
    )


class Floor(NamedTuple):
    """Chats by where they are."""

    queue: int
    ringing: int
    in_hand: int


def test_several_agents_and_customers_who_leave_the_line_or_an_offer():
    """The chain on who waits, who is being offered and who is in hand; an agent whose chat has gone gets the next."""
    agents, places, accept, gives_up, finish = 3, 60, 1 / 45, 1 / (4 * MINUTE), 1 / (5 * MINUTE)
    rate = 32 / HOUR

    def moves(state: Floor) -> Iterator[tuple[float, Floor]]:
        queue, ringing, in_hand = state
        more = min(queue, 1)
        if ringing + in_hand < agents:
            yield rate, Floor(queue, ringing + 1, in_hand)
        elif queue < places:
            yield rate, Floor(queue + 1, ringing, in_hand)
        yield ringing * accept, Floor(queue, ringing - 1, in_hand + 1)
        yield in_hand * finish, Floor(queue - more, ringing + more, in_hand - 1)
        yield queue * gives_up, Floor(queue - 1, ringing, in_hand)
        yield ringing * gives_up, Floor(queue - more, ringing - 1 + more, in_hand)

    states = chain([Floor(0, 0, 0)], moves)
    law = states.stationary()
    waiting = law @ states.values(lambda state: state.queue + state.ringing)
    busy = law @ states.values(lambda state: state.in_hand)
    summary = stationary(
        {"support": chats(32, "5m", "4m")},
        {"team": {"agents": agents, "accept": "45s"}},
        routing={"offer_timeout": "20h"},
        days=14,
        seed=813,
    )
    expect(
        summary.figures,
        {
            "missed_rate": waiting * gives_up / rate,
            "wait_mean_all": waiting / rate,
            "queue_length_mean": waiting,
            "utilization": busy / agents,
        },
    )
