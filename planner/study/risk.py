"""Where the risk of a bad day comes from: the same days with a certain forecast, with full turnout, with both."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.demand import Blueprint
from planner.kpi import BY_KEY, Figures, Ledger, estimate, headline
from planner.kpi.risk import MISSED, PROMISED, levels

TOLD = (
    "service_level",
    "sla_attainment",
    "days_kept",
    "service_level_p5",
    "service_level_p50",
    "service_level_p95",
    "missed_p5",
    "missed_p50",
    "missed_p95",
)


OFTEN = 0.95
"""All but one day in twenty."""


@dataclass(frozen=True)
class RiskCase:
    """What the days would be like if some of their luck were taken out."""

    name: str
    figures: Figures
    bad_day: Figures
    """What one day in twenty is worse than: `service_level` and `missed`, over all days of all replications."""
    deviation: float | None
    """Standard deviation of a day's service level over replications, root mean square over days."""


class NothingToExplain(Exception):
    """The scenario has neither forecast uncertainty nor absence."""


def cases(plan: Blueprint) -> list[tuple[str, Blueprint]]:
    """Return the blueprints to compare with the plan itself, by name. Raises `NothingToExplain`."""
    uncertain = bool(plan.uncertainty) or any(of_type.uncertainty for of_type in plan.types)
    absent = any(turnout.absence for turnout in plan.turnouts)
    found = []
    if uncertain:
        found.append(("forecast certain", plan.with_certain_forecast()))
    if absent:
        found.append(("everybody turns up", plan.with_full_turnout()))
    if uncertain and absent:
        found.append(("both", plan.with_certain_forecast().with_full_turnout()))
    if not found:
        raise NothingToExplain
    return found


def explain_risk(plan: Blueprint, ledger: Ledger, run: Callable[[Blueprint], Ledger]) -> tuple[RiskCase, ...]:
    """Compare a study's ledger with those of its cases, on the same random numbers."""
    return (
        _case("as it is", plan, ledger),
        *(_case(name, blueprint, run(blueprint)) for name, blueprint in cases(plan)),
    )


def _case(name: str, plan: Blueprint, ledger: Ledger) -> RiskCase:
    several = plan.window.days.parts > 1
    keys = [key for key in TOLD if several or BY_KEY[key].needs != "days"]
    figures = {key: headline(ledger, BY_KEY[key], plan.promise) for key in keys}
    return RiskCase(name, figures, _bad_day(ledger), _deviation(ledger))


def _bad_day(ledger: Ledger) -> Figures:
    sums = ledger.days(0)
    came = (sums[:, :, PROMISED] > 0) | (sums[:, :, MISSED] > 0)
    return {
        "service_level": estimate.spread(levels(sums).ravel(), 1 - OFTEN),
        "missed": estimate.spread(sums[:, :, MISSED][came], OFTEN),
    }


def _deviation(ledger: Ledger) -> float | None:
    of_days = levels(ledger.days(0))
    of_days = of_days[:, (~np.isnan(of_days)).sum(axis=0) > 1]
    return float(np.sqrt(np.nanvar(of_days, axis=0, ddof=1).mean())) if of_days.size else None
