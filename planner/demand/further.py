"""What scenarios may say of customers beyond the plain way: whom they know, who answers them when, what follows."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from planner.demand.blueprint import Blueprint, TypePlan
from planner.demand.chains import NONE, Chains, Links
from planner.demand.conversation import drawn_conversations, lengths_alone
from planner.demand.customers import Customers, Layer
from planner.demand.laws import Law
from planner.demand.silent_leaving import with_silent_leaving
from planner.demand.streams import Attribute
from planner.flow.clock import on_grid
from planner.flow.demand import BoolColumn, Demand, FloatColumn, FollowUps, IntColumn, Silences

OFFERS = 4
"""Offers of a chat that are drawn."""


def with_further(demand: Demand, serial: IntColumn, customers: Customers, plan: Blueprint) -> Demand:
    """Return the demand with all that the scenario says of its customers; `serial` numbers them as they were drawn."""
    if not plan.beyond_plain:
        return demand
    chains = Chains(customers, [of_type.follow_up for of_type in plan.types])
    layers, links = chains.layers, chains.links
    rows, row_of = _places(serial, demand, layers, len(links.part))
    further = _Further(plan, customers, layers, rows)
    something_follows = any(of_type.follow_up.any for of_type in plan.types)
    grown = _grown(demand, further, len(serial), links) if something_follows else demand
    conversations = None
    if plan.converses:
        part = links.part.copy()
        part[rows[grown.ticket]] = 1.0  # tickets are not handed on
        conversations = drawn_conversations(customers, plan.types, layers, rows, part, grown)
        grown = replace(grown, handle_time=lengths_alone(conversations, grown.handle_time))
    silent = [of_type.silent_leaving for of_type in plan.types]
    return replace(
        with_silent_leaving(grown, silent, customers, further.column),
        previous=further.previous(grown.ticket) if plan.rules.previous_agent is not None else None,
        acceptance=further.acceptance(),
        noticing=further.noticing(),
        silences=further.silences(grown.ticket),
        conversations=conversations,
        follow_ups=_linked(links, rows, row_of, layers, grown, plan) if something_follows else None,
    )


def _places(
    serial: IntColumn, demand: Demand, layers: Sequence[Layer], contacts: int
) -> tuple[IntColumn, IntColumn]:
    """Return the contact of each row of the demand, and the row of each contact, -1 for those that cannot come about."""
    row_of = np.full(contacts, NONE)
    comes = serial[~demand.ticket]
    row_of[comes] = 0
    begin = {
        layer.root: int(layer.rows[0])
        for layer in layers
        if layer.contact == layer.leg == 0 and len(layer.rows)
    }
    following = [layer for layer in layers if layer.contact or layer.leg]
    kept = [layer.rows[row_of[begin[layer.root] + layer.customers] >= 0] for layer in following]
    rows = np.concatenate([serial, *kept])
    row_of[:] = NONE
    row_of[rows] = np.arange(len(rows))
    return rows, row_of


class _Further:
    """Draws columns for the rows of the demand, follow-ups included."""

    def __init__(
        self, plan: Blueprint, customers: Customers, layers: Sequence[Layer], rows: IntColumn
    ) -> None:
        self._plan = plan
        self._customers = customers
        self._layers = layers
        self._rows = rows

    def column(self, of_layer: Callable[[Layer], FloatColumn]) -> FloatColumn:
        """Return a column drawn layer by layer."""
        return self._customers.by_row(self._layers, of_layer)[self._rows]

    def uniform(self, attribute: Attribute, width: int = 1) -> FloatColumn:
        """Return uniform numbers as [row] or [row, number]."""
        return self.column(lambda layer: self._customers.uniform(layer, attribute, width))

    def durations(self, attribute: Attribute, law: Callable[[TypePlan], Law]) -> FloatColumn:
        """Return durations by each type's law."""

        def of_layer(layer: Layer) -> FloatColumn:
            return law(self._plan.types[layer.chat_type]).durations(self._customers.uniform(layer, attribute))

        return self.column(of_layer)

    def chat_types(self) -> IntColumn:
        """Return the chat type of each row."""
        return self.column(lambda layer: np.full(len(layer.rows), float(layer.chat_type))).astype(np.int64)

    def previous(self, ticket: BoolColumn) -> IntColumn:
        """Return whom returning customers know: any of those with the skill alike; nobody waits with a ticket."""
        groups = self._plan.roster.groups
        candidates = [
            [agent for agent, group in enumerate(self._plan.roster.group_of) if kind in groups[group].skills]
            for kind in range(len(self._plan.types))
        ]
        many = np.array([len(agents) for agents in candidates])
        table = np.full((len(candidates), max(1, many.max())), NONE)
        for kind, agents in enumerate(candidates):
            table[kind, : len(agents)] = agents
        kinds = self.chat_types()
        share = np.array([of_type.returning for of_type in self._plan.types])[kinds]
        known = table[kinds, (self.uniform(Attribute.PREVIOUS) * many[kinds]).astype(np.int64)]
        first = (
            self.column(lambda layer: np.full(len(layer.rows), float(layer.contact == layer.leg == 0))) > 0
        )
        return np.where(first & ~ticket & (self.uniform(Attribute.RETURNING) < share), known, NONE)

    def acceptance(self) -> dict[int, FloatColumn]:
        """Return by group how long until offers are accepted."""
        taking = [(group, plan) for group, plan in enumerate(self._plan.taking) if plan.accept is not None]
        if not taking:
            return {}
        slow, noticed = self.uniform(Attribute.ACCEPT, OFFERS), self.uniform(Attribute.OFFER_MISS, OFFERS)
        return {
            group: np.where(noticed < plan.miss, np.inf, _durations(plan.accept, slow))
            for group, plan in taking
        }

    def noticing(self) -> dict[int, FloatColumn]:
        """Return by group how long until a chat is picked."""
        picking = [
            (group, plan.pick) for group, plan in enumerate(self._plan.taking) if plan.pick is not None
        ]
        if not picking:
            return {}
        drawn = self.uniform(Attribute.PICK_UP)
        return {group: law.durations(drawn) for group, law in picking}

    def silences(self, ticket: BoolColumn) -> Silences | None:
        """Return when customers fall silent; nobody is there to do so while an agent works on a ticket."""
        plans = [of_type.silence for of_type in self._plan.types]
        if not any(plans):
            return None

        def of_layer(layer: Layer) -> FloatColumn:
            plan = plans[layer.chat_type]
            if plan is None:
                return np.zeros(len(layer.rows))
            falls = self._customers.uniform(layer, Attribute.SILENCE) < plan.share
            length = plan.length.durations(self._customers.uniform(layer, Attribute.SILENCE_LENGTH))
            return np.where(falls, length, 0.0)

        length = np.where(ticket, 0.0, self.column(of_layer))
        return Silences(after=self.uniform(Attribute.SILENCE_AT), length=length)


def _durations(law: Law | None, drawn: FloatColumn) -> FloatColumn:
    assert law is not None
    return law.durations(drawn.ravel()).reshape(drawn.shape)


def _grown(demand: Demand, further: _Further, fresh: int, links: Links) -> Demand:
    """Return the demand with the rows of follow-ups, whose arrival is not known yet."""
    part = further.column(lambda layer: links.part[layer.rows])
    part[:fresh][demand.ticket] = 1.0  # tickets are not handed on
    handle_time = further.durations(Attribute.HANDLE_TIME, lambda of_type: of_type.handle_time)
    more = len(part) - fresh

    def grown(column: FloatColumn, drawn: FloatColumn) -> FloatColumn:
        return np.concatenate([column, drawn[fresh:]])

    return replace(
        demand,
        arrival=np.concatenate([demand.arrival, np.full(more, np.inf)]),
        chat_type=further.chat_types(),
        patience=grown(
            demand.patience, further.durations(Attribute.PATIENCE, lambda of_type: of_type.patience)
        ),
        handle_time=on_grid(grown(demand.handle_time, handle_time) * part),
        wrap_up=grown(demand.wrap_up, further.durations(Attribute.WRAP_UP, lambda of_type: of_type.wrap_up)),
        first_reply=grown(
            demand.first_reply, further.durations(Attribute.FIRST_REPLY, lambda of_type: of_type.first_reply)
        ),
        draw=grown(demand.draw, further.uniform(Attribute.ROUTING)),
        ticket=np.concatenate([demand.ticket, np.zeros(more, dtype=np.bool_)]),
        # follow-ups come to the queue at once
        bots=demand.bots
        and replace(demand.bots, before=np.concatenate([demand.bots.before, np.zeros(more)])),
    )


def _linked(
    links: Links, rows: IntColumn, row_of: IntColumn, layers: Sequence[Layer], demand: Demand, plan: Blueprint
) -> FollowUps:
    """Return the links by row of the demand, follow-ups included."""
    transfer = np.zeros(len(links.part), dtype=np.bool_)
    for layer in layers:
        transfer[layer.rows] = layer.leg > 0
    most_retries = np.array([of_type.follow_up.retries for of_type in plan.types])

    def to_rows(link: IntColumn) -> IntColumn:
        of_row = link[rows]
        return np.where((of_row == NONE) | demand.ticket, NONE, row_of[of_row])

    return FollowUps(
        if_missed=to_rows(links.if_missed),
        retry_delay=links.retry_delay[rows],
        most_retries=most_retries[demand.chat_type],
        if_answered=to_rows(links.if_answered),
        repeat_delay=links.repeat_delay[rows],
        transfer=transfer[rows],
    )
