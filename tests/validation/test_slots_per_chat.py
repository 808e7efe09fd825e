"""Chats that take more than one slot, without a waiting room: who is turned away depends on how many slots are free."""

import math
from collections.abc import Iterator

from theory.agreement import expect
from theory.markov import chain
from theory.simulation import chats, stationary

HOUR, MINUTE = 3600.0, 60.0
SLOTS = 3
NARROW, WIDE = 1, 2
"""The slots that a chat takes."""
CHATS = {"narrow": 9 / HOUR, "wide": 5 / HOUR}
HANDLE = {"narrow": 6 * MINUTE, "wide": 8 * MINUTE}
TYPES = {
    "narrow": chats(9, {"mean": "6m", "cv": 1.5}, "never"),
    "wide": chats(5, {"distribution": "deterministic", "value": "8m"}, "never", slots=WIDE),
}
AGENT = {"concurrency": SLOTS, "slowdown": "none"}

InHand = tuple[int, int]
"""Narrow and wide chats."""


def test_one_agent():
    """The product form of loss systems, whatever the laws of work (Kaufman 1981; Roberts 1981)."""
    load = [CHATS[name] * HANDLE[name] for name in CHATS]
    weights = {
        (narrow, wide): load[0] ** narrow / math.factorial(narrow) * load[1] ** wide / math.factorial(wide)
        for narrow in range(SLOTS + 1)
        for wide in range((SLOTS - narrow) // WIDE + 1)
    }
    total = sum(weights.values())
    taken = [narrow * NARROW + wide * WIDE for narrow, wide in weights]
    law = [weight / total for weight in weights.values()]
    lost = {
        name: sum(chance for chance, slots in zip(law, taken, strict=True) if slots + more > SLOTS)
        for name, more in (("narrow", NARROW), ("wide", WIDE))
    }
    summary = stationary(TYPES, {"team": {"agents": 1, **AGENT}}, queue={"max_length": 0}, days=28, seed=831)
    for name, share in lost.items():
        expect(summary.chat_types[name], {"blocked_rate": share, "missed_rate": share})
    slots = sum(chance * used for chance, used in zip(law, taken, strict=True))
    expect(summary.figures, {"utilization": 1 - law[0], "slot_utilization": slots / SLOTS})


def test_two_agents_at_random():
    """Free slots of two agents do not add up: the chain on what both have in hand."""
    work = {name: f"{mean:g}s" for name, mean in HANDLE.items()}
    states = chain([((0, 0), (0, 0))], _moves)
    law = states.stationary()
    summary = stationary(
        {
            "narrow": chats(18, work["narrow"], "never"),
            "wide": chats(10, work["wide"], "never", slots=WIDE),
        },
        {"team": {"agents": 2, **AGENT}},
        queue={"max_length": 0},
        routing={"strategy": "random"},
        days=21,
        seed=832,
    )
    for name, more in (("narrow", NARROW), ("wide", WIDE)):
        lost = law @ states.values(lambda both, more=more: all(taken(one) + more > SLOTS for one in both))
        expect(summary.chat_types[name], {"blocked_rate": lost})
    slots = law @ states.values(lambda both: sum(map(taken, both)))
    busy = law @ states.values(lambda both: sum(map(any, both)))
    expect(summary.figures, {"utilization": busy / 2, "slot_utilization": slots / 2 / SLOTS})


def taken(in_hand: InHand) -> int:
    """Return the slots that chats take."""
    return in_hand[0] * NARROW + in_hand[1] * WIDE


def _moves(both: tuple[InHand, InHand]) -> Iterator[tuple[float, tuple[InHand, InHand]]]:
    for kind, name in enumerate(CHATS):
        with_room = [agent for agent in (0, 1) if taken(both[agent]) + kind + 1 <= SLOTS]
        for agent in with_room:
            yield 2 * CHATS[name] / len(with_room), _changed(both, agent, kind, +1)
        for agent in (0, 1):
            if both[agent][kind]:
                yield both[agent][kind] / HANDLE[name], _changed(both, agent, kind, -1)


def _changed(both: tuple[InHand, InHand], agent: int, kind: int, by: int) -> tuple[InHand, InHand]:
    in_hand = [list(one) for one in both]
    in_hand[agent][kind] += by
    return tuple(in_hand[0]), tuple(in_hand[1])
