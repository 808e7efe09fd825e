"""Blueprint -> the customers of one replication."""

import math

import numpy as np

from planner.demand.arrivals import arrivals
from planner.demand.blueprint import Blueprint, TypePlan
from planner.demand.laws import Law
from planner.demand.streams import Attribute, stream
from planner.flow.demand import Demand, FloatColumn
from planner.flow.window import DAY


def draw(blueprint: Blueprint, seed: int, replication: int) -> Demand:
    """Draw the customers of one replication; the same for the same seed and replication, anywhere."""
    blocks = [
        _draw_day(plan, number, day, blueprint.horizon, seed, replication)
        for number, plan in enumerate(blueprint.types)
        for day in range(math.ceil(blueprint.horizon / DAY))
    ]
    columns = np.concatenate(blocks, axis=1)
    # a stable sort leaves types in file order where chats arrive at the same instant
    columns = columns[:, np.argsort(columns[0], kind="stable")]
    arrival, chat_type, patience, handle_time, wrap_up, first_reply, uniform = columns
    return Demand(
        type_names=tuple(plan.name for plan in blueprint.types),
        arrival=arrival,
        chat_type=chat_type.astype(np.int64),
        patience=patience,
        handle_time=handle_time,
        wrap_up=wrap_up,
        first_reply=first_reply,
        draw=uniform,
    )


def _draw_day(
    plan: TypePlan, number: int, day: int, horizon: float, seed: int, replication: int
) -> FloatColumn:
    """Draw one type's chats of one day; rows are the attributes in the order that `draw` takes them."""

    def uniform(attribute: Attribute) -> FloatColumn:
        return stream(seed, replication, attribute, plan.name, day).random(len(times))

    def durations(law: Law, attribute: Attribute) -> FloatColumn:
        return law.durations(np.zeros(len(times)) if law.constant else uniform(attribute))

    begin, end = day * DAY, min((day + 1) * DAY, horizon)
    times = arrivals(plan.rate, begin, end, stream(seed, replication, Attribute.ARRIVAL, plan.name, day))
    return np.stack(
        [
            times,
            np.full(len(times), float(number)),
            durations(plan.patience, Attribute.PATIENCE),
            durations(plan.handle_time, Attribute.HANDLE_TIME),
            durations(plan.wrap_up, Attribute.WRAP_UP),
            durations(plan.first_reply, Attribute.FIRST_REPLY),
            uniform(Attribute.ROUTING),
        ]
    )
