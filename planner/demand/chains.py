"""What may come of each contact: how long the chain of a customer's contacts can get, drawn beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from planner.demand.customers import Customers, Layer
from planner.demand.practices import FollowUpPlan
from planner.demand.streams import Attribute
from planner.flow.demand import BoolColumn, FloatColumn, IntColumn
from planner.scenario.follow_up import MOST_CONTACTS

NONE = -1


@dataclass
class Links:
    """What each contact may bring about, by its number; it grows as contacts are found."""

    if_missed: IntColumn
    retry_delay: FloatColumn
    if_answered: IntColumn
    repeat_delay: FloatColumn
    part: FloatColumn
    """The part of the handle time that is done here."""

    @staticmethod
    def of(rows: int) -> "Links":
        """Return links of contacts that bring nothing about."""
        nothing = np.full(rows, NONE)
        return Links(nothing, np.zeros(rows), nothing.copy(), np.zeros(rows), np.ones(rows))

    def make_room(self, rows: int) -> None:
        """Add contacts that bring nothing about."""
        more = Links.of(rows)
        for name, column in vars(self).items():
            setattr(self, name, np.concatenate([column, getattr(more, name)]))


@dataclass
class Chains:
    """Finds the contacts that may come about.

    A customer's contacts follow one another: the next one is the same whether this one is missed or does not settle
    the matter, so it keeps its patience and work in every alternative.
    """

    customers: Customers
    plans: Sequence[FollowUpPlan]
    """By chat type."""
    layers: list[Layer] = field(default_factory=list)
    links: Links = field(init=False)

    def __post_init__(self) -> None:
        firsts = list(self.customers.firsts())
        self.links = Links.of(sum(len(layer.rows) for layer in firsts))
        self.layers += firsts
        for first in firsts:
            contact: Layer | None = first
            while contact is not None:
                contact = self._next_contact(contact)

    def _next_contact(self, first_leg: Layer) -> Layer | None:
        """Find the transfers of a contact, and the contacts that may follow it."""
        legs = [first_leg]
        while len(legs) <= MOST_CONTACTS and (further := self._handed_on(legs[-1])) is not None:
            legs.append(further)
        number = first_leg.contact + 1
        if number >= MOST_CONTACTS:
            return None
        wishes = [self._wishes(leg) for leg in legs]
        wanted = np.zeros(int(self.customers.counts[first_leg.root].sum()), dtype=np.bool_)
        for leg, (retry, again) in zip(legs, wishes, strict=True):
            wanted[leg.customers[retry | again]] = True
        if not wanted.any():
            return None
        following = self._add(first_leg.root, first_leg.root, number, 0, np.flatnonzero(wanted))
        row_of = np.full(len(wanted), NONE)
        row_of[following.customers] = following.rows
        for leg, (retry, again) in zip(legs, wishes, strict=True):
            self._link(leg, retry, again, row_of)
        return following

    def _handed_on(self, leg: Layer) -> Layer | None:
        """Find the transfers of a leg; None if there are none."""
        plan = self.plans[leg.chat_type]
        if not plan.transfer:
            return None
        handed = self.customers.uniform(leg, Attribute.TRANSFER) < plan.transfer
        if not handed.any() or leg.leg == MOST_CONTACTS:
            return None
        further = self._add(leg.root, plan.transfer_to, leg.contact, leg.leg + 1, leg.customers[handed])
        self.links.if_answered[leg.rows[handed]] = further.rows
        self.links.part[leg.rows[handed]] = plan.transfer_after
        return further

    def _add(self, root: int, chat_type: int, contact: int, leg: int, customers: IntColumn) -> Layer:
        begin = len(self.links.part)
        layer = Layer(root, chat_type, contact, leg, customers, np.arange(begin, begin + len(customers)))
        self.links.make_room(len(customers))
        self.layers.append(layer)
        return layer

    def _wishes(self, leg: Layer) -> tuple[BoolColumn, BoolColumn]:
        """Tell who would try again if missed, and who would come again after having been answered."""
        plan, none = self.plans[leg.chat_type], np.zeros(len(leg.rows), dtype=np.bool_)
        retry, again = none, none
        # where nobody comes again, a contact's number is how often the customer has tried before
        may_retry = leg.contact < plan.retries or any(other.resolved < 1 for other in self.plans)
        if plan.retry and may_retry:
            retry = self.customers.uniform(leg, Attribute.RETRY) < plan.retry
        if plan.resolved < 1:
            stays = self.links.if_answered[leg.rows] == NONE
            again = stays & (self.customers.uniform(leg, Attribute.RESOLVED) >= plan.resolved)
        return retry, again

    def _link(self, leg: Layer, retry: BoolColumn, again: BoolColumn, row_of: IntColumn) -> None:
        """Have the contacts of a leg bring about the next one."""
        plan, links = self.plans[leg.chat_type], self.links
        for law, attribute, wish, to, delay in (
            (plan.retry_delay, Attribute.RETRY_DELAY, retry, links.if_missed, links.retry_delay),
            (plan.repeat_delay, Attribute.REPEAT_DELAY, again, links.if_answered, links.repeat_delay),
        ):
            if law is not None and wish.any():
                to[leg.rows[wish]] = row_of[leg.customers[wish]]
                delay[leg.rows[wish]] = law.durations(self.customers.uniform(leg, attribute)[wish])
