"""Records -> KPIs. Each formula stands once, with unit and meaning."""

from planner.kpi.by_agent import measure_agents
from planner.kpi.definitions import BY_KEY, KPIS
from planner.kpi.estimate import Estimate
from planner.kpi.kinds import Kpi
from planner.kpi.ledger import Ledger
from planner.kpi.single_chats import SingleChats, single_chats
from planner.kpi.summary import Figures, OneAgent, Part, Scopes, Summary, headline, summarise
from planner.kpi.tally import Tally, measure

__all__ = [
    "BY_KEY",
    "KPIS",
    "Estimate",
    "Figures",
    "Kpi",
    "Ledger",
    "OneAgent",
    "Part",
    "Scopes",
    "SingleChats",
    "Summary",
    "Tally",
    "headline",
    "measure",
    "measure_agents",
    "single_chats",
    "summarise",
]
