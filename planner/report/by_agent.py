"""The table of single agents."""

from collections.abc import Sequence

from planner.kpi import BY_KEY, OneAgent
from planner.report import figures
from planner.report.table import Table

TOLD = ("answered", "handle_time_mean", "frt_mean", "utilization", "chats_per_agent_hour")
SOMETIMES = ("reply_time_mean", "work_utilization", "missed_offers")
"""What not every scenario has."""
AT_EACH_END = 25
"""Of more agents than twice that, so many of the busiest and of the least busy are shown."""


def by_agent(agents: Sequence[OneAgent]) -> Table:
    """Tell of each agent, or of the busiest and the least busy ones; without the intervals, for want of room."""
    title, elsewhere = "By agent", "95 % intervals are in --format json and csv"
    shown = agents
    if len(agents) > 2 * AT_EACH_END:
        ranked = sorted(filter(_staffed, agents), key=_utilization, reverse=True)
        shown = ranked[:AT_EACH_END] + ranked[AT_EACH_END:][-AT_EACH_END:]
        title = f"The {AT_EACH_END} busiest and {AT_EACH_END} least busy of {len(agents):,} agents"
        elsewhere = "all are in --format json and csv"
    told = (*TOLD, *(key for key in SOMETIMES if key in agents[0].figures))
    rows = [
        (agent.name, agent.group, *(figures.value(key, agent.figures[key]) for key in told))
        for agent in shown
    ]
    columns = ("agent", "group", *(BY_KEY[key].title for key in told))
    return Table(f"{title} ({elsewhere})", columns, tuple(rows), names=2)


def _staffed(agent: OneAgent) -> bool:
    """Tell whether an agent was ever on duty: who never was is not the least busy."""
    return agent.figures["utilization"].mean is not None


def _utilization(agent: OneAgent) -> float:
    return agent.figures["utilization"].mean or 0.0
