"""The KPIs of customers who give up without a sign, and of what they cost; see `definitions`."""

from planner.kpi.agent_kpis import HOUR
from planner.kpi.columns import Column
from planner.kpi.kinds import AGENTS, CHATS, Count, Kpi, Ratio

SILENT_KPIS: tuple[Kpi, ...] = (
    Ratio(
        "silent_rate",
        "left silently",
        "share of offered",
        "chats whose customer gave up without a sign, and that an agent got all the same / offered",
        CHATS,
        Column.SILENT,
        Column.OFFERED,
        needs="silent",
    ),
    Ratio(
        "silent_slot_share",
        "slots of silent leavers",
        "share of slot time",
        "slots held by chats whose customer left without a sign / (agents × concurrency), over staffed time: "
        "the capacity that they cost",
        AGENTS,
        Column.SILENT_SLOTS,
        Column.SLOTS,
        needs="silent",
    ),
    Count(
        "silent_hours",
        "held by silent leavers",
        "h",
        "staffed time of slots held by chats whose customer left without a sign, "
        "divided by the slots that an agent has: agent hours",
        AGENTS,
        Column.SILENT_TIME,
        1 / HOUR,
        needs="silent",
    ),
)
