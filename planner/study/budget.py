"""How much a study would take, told before it is begun."""

from collections.abc import Sequence

import numpy as np

from planner.demand import Blueprint, contacts_per_customer, sum_per_customer
from planner.demand.further import OFFERS
from planner.kpi.histogram import BINS
from planner.kpi.kinds import OF_EVERY_CHAT, QUANTITIES
from planner.kpi.ledger import LARGEST, SECTIONS
from planner.study.scopes import scopes

GIGABYTES_PER_CHAT = 0.8e-6
GIGABYTES_PER_TIME = 8e-9
"""Of each time that is drawn for offers of a chat, or for its being picked."""
OF_SILENT_LEAVING = 16
"""As many times take the memory of giving up without a sign (measured): columns, and who is to be watched."""
GIGABYTES_PER_REPLY = 0.3e-6
"""Of each reply of a conversation."""
REPLIES_PER_CHAT = 4
"""So many replies take about as much time as all else about a chat."""
MOST_GIGABYTES = 2.4
MOST_CHATS = 100_000_000
PLAUSIBLE_AGENTS = 20_000
MOST_AGENTS_APART = 2_000
"""Beyond, a table of agents is read by nobody, and their figures are what takes most memory."""
MOST_MOVES = 2_000_000
MOST_CELLS = 1_500_000
MOST_DAYS = 20_000_000
MOST_KEPT = 400_000_000
"""Numbers of 8 bytes in the ledgers of all alternatives."""
MICROSECONDS_PER_CHAT = 8
MOST_RECORDS = 20_000_000
BYTES_PER_RECORD = 220
"""In CSV, measured."""


class TooLarge(Exception):
    """The study is beyond what is sensible by mistake; `--allow-large` runs it all the same."""


def expected_chats(blueprint: Blueprint) -> float:
    """Return the expected number of chats that are drawn for a replication.

    Those that a bot contains are among them, and all that may follow, whether it comes about or not.
    """
    follow_ups = [plan.follow_up for plan in blueprint.types]
    return sum(
        plan.rate.integral() * contacts_per_customer(follow_ups, number)
        for number, plan in enumerate(blueprint.types)
    )


def expected_replies(blueprint: Blueprint) -> float:
    """Return the expected number of replies that are drawn for a replication, likewise."""
    follow_ups = [plan.follow_up for plan in blueprint.types]
    replies = [0.0 if plan.conversation is None else plan.conversation.turns.mean for plan in blueprint.types]
    if not any(replies):
        return 0.0
    return sum(
        plan.rate.integral() * sum_per_customer(follow_ups, number, replies)
        for number, plan in enumerate(blueprint.types)
    )


def check_chats(chats: float, replies: float = 0.0) -> None:
    """Raise `TooLarge` where so many chats in all, with so many replies, would take out of all proportion long."""
    as_chats = chats + replies / REPLIES_PER_CHAT
    hours = as_chats * MICROSECONDS_PER_CHAT / 3.6e9
    if as_chats > MOST_CHATS:
        of = f" with {replies:,.0f} replies" if replies else ""
        raise TooLarge(f"about {chats:,.0f} chats in all{of} take about {hours:,.1f} hours on one core")


def check_budget(blueprint: Blueprint, replications: int) -> None:
    """Raise `TooLarge` where memory or time would be out of all proportion."""
    chats = expected_chats(blueprint)
    busy = 1 + 3 * _uncertainty(blueprint)
    agents = len(blueprint.roster.group_of)
    cells = _cells(blueprint)
    days = replications * blueprint.window.days.parts * (1 + len(blueprint.types))
    moves = _moves(blueprint)
    replies = expected_replies(blueprint)
    memory = busy * (chats * _gigabytes_per_chat(blueprint) + replies * GIGABYTES_PER_REPLY)
    if memory > MOST_GIGABYTES:
        of = "chats, all that may follow included," if _something_follows(blueprint) else "chats"
        of += f" with {busy * replies:,.0f} replies" if replies else ""
        raise TooLarge(
            f"about {busy * chats:,.0f} {of} in a busy replication need about {memory:,.0f} GB of memory"
        )
    check_chats(chats * replications, replies * replications)
    if days > MOST_DAYS:
        raise TooLarge(f"{days:,} figures would be kept of single days")
    if moves > MOST_MOVES:
        raise TooLarge(f"agents come and go {moves:,.0f} times per replication")
    if agents > PLAUSIBLE_AGENTS:
        raise TooLarge(f"{agents:,} agents are more than any chat centre has")
    if cells > MOST_CELLS:
        raise TooLarge(f"the results would hold {cells:,} figures per replication; use a longer interval")


def check_agents(blueprint: Blueprint) -> None:
    """Raise `TooLarge` where figures of each agent would be too many."""
    agents = len(blueprint.roster.group_of)
    if agents > MOST_AGENTS_APART:
        raise TooLarge(
            f"--by-agent is for at most {MOST_AGENTS_APART:,} agents and there are {agents:,}: leave it out"
        )


def check_records(blueprint: Blueprint, replications: int) -> None:
    """Raise `TooLarge` where records of each chat would make a file that hardly any program opens."""
    rows = expected_chats(blueprint) * replications
    if rows > MOST_RECORDS:
        size = rows * BYTES_PER_RECORD / 1e9
        raise TooLarge(f"--records would write about {rows:,.0f} rows, as CSV about {size:,.0f} GB")


def check_memory(blueprints: Sequence[Blueprint], replications: int) -> None:
    """Raise `TooLarge` where the ledgers of many alternatives would not fit into memory."""
    sections = min(replications, SECTIONS)
    kept = 0
    for blueprint in blueprints:
        quantities = len(QUANTITIES) if blueprint.converses else OF_EVERY_CHAT
        histograms = quantities * len(scopes(blueprint).all()) * BINS
        kept += min(sections * _cells(blueprint), LARGEST) + sections * histograms
    if kept > MOST_KEPT:
        raise TooLarge(
            f"the results of {len(blueprints)} alternatives need about {kept * 8 / 1e9:,.0f} GB of memory"
        )


def _cells(blueprint: Blueprint) -> int:
    """Return how many sums are kept of a replication's cells."""
    told = scopes(blueprint)
    return (len(blueprint.window.edges) - 1) * len(told.all()) * len(told.layout().columns)


def _something_follows(blueprint: Blueprint) -> bool:
    return any(plan.follow_up.any for plan in blueprint.types)


def _gigabytes_per_chat(blueprint: Blueprint) -> float:
    """Return the memory for a chat and for the times drawn for it; those of offers and picks each group has of its own."""
    accepting = sum(taking.accept is not None for taking in blueprint.taking)
    picking = sum(taking.pick is not None for taking in blueprint.taking)
    # the uniform numbers stand beside them: two for an offer, one for a pick
    times = OFFERS * (accepting + 2 * bool(accepting)) + picking + bool(picking)
    times += OF_SILENT_LEAVING * any(plan.silent_leaving is not None for plan in blueprint.types)
    return GIGABYTES_PER_CHAT + times * GIGABYTES_PER_TIME


def _moves(blueprint: Blueprint) -> float:
    """Return about how often agents begin or cease to accept chats in a replication."""
    roster = blueprint.roster
    accept = [0] * len(roster.groups)
    moves = 0.0
    for change in roster.headcounts:
        moves += abs(change.agents - accept[change.group])
        accept[change.group] = change.agents
    moves += sum(2 + 2 * len(shift.breaks) for shift in roster.shifts)
    for group in roster.group_of:
        turnout = blueprint.turnouts[group]
        moves += 2 * blueprint.horizon * turnout.away / turnout.spell
    return moves


def _uncertainty(blueprint: Blueprint) -> float:
    """Return the largest coefficient of variation of a day's volume."""
    of_types = max(of_type.uncertainty for of_type in blueprint.types)
    return float(np.hypot(blueprint.uncertainty, of_types))
