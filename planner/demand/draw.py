"""Blueprint -> the customers of one replication."""

from dataclasses import dataclass

import numpy as np

from planner.demand.arrivals import arrivals
from planner.demand.blueprint import Blueprint, TypePlan
from planner.demand.bot import handed_over, talks
from planner.demand.customers import Customers
from planner.demand.further import with_further
from planner.demand.laws import Law
from planner.demand.rows import ARRIVAL, BOT_REPLY, CHAT_TYPE, PATIENCE, SERIAL, TICKET
from planner.demand.streams import Attribute, stream
from planner.demand.volume import factor
from planner.flow.clock import GRID
from planner.flow.demand import NOBODY, AfterHours, BoolColumn, Demand, FloatColumn


def draw(blueprint: Blueprint, seed: int, replication: int) -> Demand:
    """Draw the customers of one replication; the same for the same seed and replication, anywhere."""
    days = [
        _Day(blueprint, seed, replication, day, float(begin), float(end))
        for day, (begin, end) in enumerate(zip(blueprint.days[:-1], blueprint.days[1:], strict=True))
    ]
    drawn = [[day.chats(plan, number) for day in days] for number, plan in enumerate(blueprint.types)]
    started = np.concatenate([chats for of_type in drawn for chats in of_type], axis=1)
    started[SERIAL] = np.arange(started.shape[1])
    bots = [plan.bot for plan in blueprint.types]
    columns = handed_over(started) if any(bots) else started[:BOT_REPLY]
    columns, after_hours = _through_the_doors(columns, blueprint)
    # a stable sort leaves types in file order where chats arrive at the same instant
    columns = columns[:, np.argsort(columns[ARRIVAL], kind="stable")]
    arrival, chat_type, patience, handle_time, wrap_up, first_reply, uniform, ticket, serial, talk = columns
    demand = Demand(
        type_names=tuple(plan.name for plan in blueprint.types),
        arrival=arrival,
        chat_type=chat_type.astype(np.int64),
        patience=patience,
        handle_time=handle_time,
        wrap_up=wrap_up,
        first_reply=first_reply,
        draw=uniform,
        ticket=ticket.astype(np.bool_),
        after_hours=after_hours,
        bots=talks(started, talk, bots, blueprint.horizon),
    )
    counts = np.array([[chats.shape[1] for chats in of_type] for of_type in drawn])
    customers = Customers(seed, replication, demand.type_names, counts)
    return with_further(demand, serial.astype(np.int64), customers, blueprint)


@dataclass(frozen=True)
class _Day:
    """Draws the customers of one day, from `begin` to `end` (s)."""

    blueprint: Blueprint
    seed: int
    replication: int
    number: int
    begin: float
    end: float

    def chats(self, plan: TypePlan, number: int) -> FloatColumn:
        """Draw one type's chats; rows are the attributes in the order that `draw` takes them."""
        times = self._arrivals(plan)

        def uniform(attribute: Attribute) -> FloatColumn:
            return self._stream(attribute, plan).random(len(times))

        def durations(law: Law, attribute: Attribute) -> FloatColumn:
            return law.durations(np.zeros(len(times)) if law.constant else uniform(attribute))

        return np.stack(
            [
                times,
                np.full(len(times), float(number)),
                durations(plan.patience, Attribute.PATIENCE),
                durations(plan.handle_time, Attribute.HANDLE_TIME),
                durations(plan.wrap_up, Attribute.WRAP_UP),
                durations(plan.first_reply, Attribute.FIRST_REPLY),
                uniform(Attribute.ROUTING),
                *np.zeros((2, len(times))),
                *self._talks(plan, len(times)),
            ]
        )

    def _talks(self, plan: TypePlan, count: int) -> FloatColumn:
        """Draw what the bot does with each customer; rows from `TALK` on."""
        if plan.bot is None:
            return np.zeros((3, count))
        lasts, replies, contained = (
            self._stream(attribute, plan).random(count)
            for attribute in (Attribute.BOT_DURATION, Attribute.BOT_FIRST_REPLY, Attribute.BOT_CONTAINED)
        )
        bot = plan.bot
        return np.stack(
            [bot.duration.durations(lasts), bot.first_reply.durations(replies), contained < bot.contains]
        )

    def _arrivals(self, plan: TypePlan) -> FloatColumn:
        if plan.log is not None:
            return plan.log[(plan.log >= self.begin) & (plan.log < self.end)]
        own = self._factor(plan.uncertainty, Attribute.VOLUME, plan.name)
        shared = self._factor(self.blueprint.uncertainty, Attribute.SHARED_VOLUME, "")
        return arrivals(plan.rate, self.begin, self.end, self._stream(Attribute.ARRIVAL, plan), own * shared)

    def _factor(self, cv: float, attribute: Attribute, name: str) -> float:
        return factor(cv, self.seed, self.replication, attribute, name, self.number)

    def _stream(self, attribute: Attribute, plan: TypePlan) -> np.random.Generator:
        return stream(self.seed, self.replication, attribute, plan.name, self.number)


def _through_the_doors(columns: FloatColumn, blueprint: Blueprint) -> tuple[FloatColumn, AfterHours]:
    """Take out those who come while doors are closed; with tickets they are back when doors open again."""
    doors = np.array(blueprint.rules.doors)
    gone_by = np.searchsorted(doors.ravel(), columns[ARRIVAL], side="right")
    late: BoolColumn = gone_by % 2 == 0
    if not late.any():
        return columns, NOBODY
    # whom a bot hands over after the end belongs to the last instant
    came = np.minimum(columns[ARRIVAL, late], blueprint.horizon - GRID)
    after_hours = AfterHours(came, columns[CHAT_TYPE, late].astype(np.int64))
    chats = columns[:, ~late]
    if not blueprint.tickets:
        return chats, after_hours
    opening = gone_by[late] // 2
    tickets = columns[:, late][:, opening < len(doors)]
    tickets[ARRIVAL] = doors[opening[opening < len(doors)], 0]
    tickets[PATIENCE] = np.inf
    tickets[TICKET] = 1.0
    return np.concatenate([chats, tickets], axis=1), after_hours
