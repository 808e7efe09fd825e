"""What a study of many scenarios keeps of each: the figures of all the time together."""

from dataclasses import dataclass
from typing import Self

from planner.demand import Blueprint
from planner.kpi import Figures, Ledger, Scopes
from planner.kpi.summary import whole_figures
from planner.study.scopes import scopes


@dataclass(frozen=True)
class Overall:
    """Every KPI of the run, of each chat type and each agent group."""

    figures: Figures
    chat_types: dict[str, Figures]
    agent_groups: dict[str, Figures]

    @classmethod
    def of(cls, ledger: Ledger, plan: Blueprint) -> Self:
        """Estimate them."""
        told = scopes(plan)
        run, *others = whole_figures(ledger, told, plan.promise)
        return cls(
            run,
            dict(zip(told.types, others, strict=False)),
            dict(zip(told.groups, others[len(told.types) :], strict=True)),
        )

    def fits(self, told: Scopes) -> bool:
        """Tell whether these are the figures, in their order, that there are of such a scenario."""
        of_all = [self.figures, *self.chat_types.values(), *self.agent_groups.values()]
        return (
            list(self.chat_types) == list(told.types)
            and list(self.agent_groups) == list(told.groups)
            and [list(figures) for figures in of_all]
            == [[kpi.key for kpi in told.kpis(scope)] for scope in told.all()]
        )
