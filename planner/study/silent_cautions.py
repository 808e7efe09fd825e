"""What a planner should know of customers who leave without a sign, before believing the figures."""

from collections.abc import Iterator

from planner.demand import Blueprint
from planner.scenario.quantities import duration_text


def silent_cautions(plan: Blueprint) -> Iterator[str]:
    """Yield warnings in plain words."""
    for of_type in plan.types:
        silent, key = of_type.silent_leaving, f"chat_types.{of_type.name}.silent_abandonment"
        if silent is None:
            continue
        if silent.share == 1:
            yield f"{key}: everyone who gives up leaves without a sign, so nobody is told as abandoned"
        noticed, alone = silent.noticed_after.mean, of_type.handle_time.mean
        if noticed > alone:
            yield (
                f"{key}: agents notice after {duration_text(noticed)} on average, and a chat that is served takes "
                f"{duration_text(alone)}: who has gone costs more than who is there"
            )
