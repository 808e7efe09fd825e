"""What is measured of customers who come again and of chats that are handed on."""

from functools import partial

import numpy as np

from planner.flow.demand import BoolColumn, Demand, FloatColumn, FollowUps, IntColumn, Kind
from planner.flow.records import Outcome, Records
from planner.flow.window import Window
from planner.kpi.columns import Column
from planner.kpi.instants import sums_at_instants


def follow_up_sums(
    records: Records, demand: Demand, follow_ups: FollowUps, window: Window, types: int
) -> dict[Column, FloatColumn]:
    """Return the follow-up columns' sums, each as [type, cell], in the cell of the contact's arrival."""
    came = (records.arrival < np.inf) & ~demand.ticket & (records.outcome != Outcome.AFTER_HOURS)
    answered = came & (records.outcome == Outcome.ANSWERED)
    handed_on = came & (records.kind == Kind.TRANSFER)
    fresh = came & (records.kind == Kind.FRESH)

    def add_up(which: BoolColumn, amount: FloatColumn | None = None) -> FloatColumn:
        of = partial(sums_at_instants, window.edges, types, records.arrival[which], demand.chat_type[which])
        return of() if amount is None else of(amount[which])

    return {
        Column.CUSTOMERS: add_up(fresh),
        Column.RETRIES: add_up(came & (records.kind == Kind.RETRY)),
        Column.REPEATS: add_up(came & (records.kind == Kind.REPEAT)),
        Column.LOST: add_up(came & ~answered & ~handed_on & ~_tries_again(records, follow_ups)),
        Column.SETTLED: add_up(fresh & _settled(answered, follow_ups)),
        Column.HANDED_ON: add_up(answered & _is_handed_on(follow_ups)),
        Column.TRANSFERS: add_up(handed_on),
        Column.TRANSFERS_MISSED: add_up(handed_on & ~answered),
        Column.TRANSFERS_ANSWERED: add_up(handed_on & answered),
        Column.TRANSFER_WAIT: add_up(handed_on & answered, records.dequeued - records.arrival),
    }


def of_run_alone(
    records: Records, demand: Demand, follow_ups: FollowUps, window: Window, types: int
) -> dict[Column, FloatColumn]:
    """Return by how much the run's sums are not those of the chat types, as [cell].

    For the run a chat that is handed on again is still one chat, and those who leave then are lost, too. A chat type
    tells of these by its transfers.
    """
    handed_on = records.kind == Kind.TRANSFER
    answered = records.outcome == Outcome.ANSWERED
    came = (records.arrival < np.inf) & handed_on

    def add_up(which: BoolColumn) -> FloatColumn:
        at, chat_type = records.arrival[which], demand.chat_type[which]
        return np.asarray(sums_at_instants(window.edges, types, at, chat_type).sum(axis=0))

    return {
        Column.LOST: add_up(came & ~answered & ~_tries_again(records, follow_ups)),
        Column.HANDED_ON: -add_up(came & answered & _is_handed_on(follow_ups)),
    }


def came_to_closed_doors(records: Records, demand: Demand, window: Window, types: int) -> FloatColumn:
    """Return the customers who tried again, or came again, while doors were closed, as [type, cell]."""
    late = records.outcome == Outcome.AFTER_HOURS
    return sums_at_instants(window.edges, types, records.arrival[late], demand.chat_type[late])


def _tries_again(records: Records, follow_ups: FollowUps) -> BoolColumn:
    """Tell of which contacts, if missed, the customer has come back to open doors."""
    link = follow_ups.if_missed
    offered = (records.kind == Kind.RETRY) & (records.outcome != Outcome.AFTER_HOURS)
    return np.asarray((link >= 0) & offered[link])


def _is_handed_on(follow_ups: FollowUps) -> BoolColumn:
    """Tell which chats, if answered, are handed on."""
    link = follow_ups.if_answered
    return np.asarray((link >= 0) & follow_ups.transfer[link])


def _settled(answered: BoolColumn, follow_ups: FollowUps) -> BoolColumn:
    """Tell with which contacts the matter is settled, whoever the chat was handed on to."""
    settled = np.zeros(len(answered), dtype=np.bool_)
    contact: IntColumn = np.flatnonzero(answered)
    at = contact
    while len(contact):
        link = follow_ups.if_answered[at]
        settled[contact[link < 0]] = True
        goes_on = (link >= 0) & follow_ups.transfer[link] & answered[link]
        contact, at = contact[goes_on], link[goes_on]
    return settled
