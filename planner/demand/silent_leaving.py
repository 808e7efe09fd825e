"""Who gives up without a sign, and when agents notice."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from planner.demand.customers import Customers, Layer
from planner.demand.practices import SilentLeavingPlan
from planner.demand.streams import Attribute
from planner.flow.demand import Demand, FloatColumn, SilentLeaving

Column = Callable[[Callable[[Layer], FloatColumn]], FloatColumn]
"""Returns, by row of the demand, what is drawn layer by layer."""


def with_silent_leaving(
    demand: Demand, plans: Sequence[SilentLeavingPlan | None], customers: Customers, column: Column
) -> Demand:
    """Return the demand with customers who give up without a sign; `plans` are by chat type.

    Whoever leaves at once does not stay in the queue either, and nobody gives up a ticket.
    """
    if not any(plans):
        return demand

    def gives_no_sign(layer: Layer) -> FloatColumn:
        plan = plans[layer.chat_type]
        share = 0.0 if plan is None else plan.share
        return (customers.uniform(layer, Attribute.SILENT_LEAVING) < share).astype(np.float64)

    def noticed_after(layer: Layer) -> FloatColumn:
        plan = plans[layer.chat_type]
        if plan is None:
            return np.zeros(len(layer.rows))
        return plan.noticed_after.durations(customers.uniform(layer, Attribute.NOTICED_AFTER))

    silent = (column(gives_no_sign) > 0) & (demand.patience > 0) & (demand.patience < np.inf)
    return replace(
        demand,
        patience=np.where(silent, np.inf, demand.patience),
        silent_leaving=SilentLeaving(
            patience=np.where(silent, demand.patience, np.inf), noticed_after=column(noticed_after)
        ),
    )
