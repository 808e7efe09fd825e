"""Every KPI, defined once: key, unit, meaning, formula. The reference page is made from this table."""

from typing import Literal

from planner.kpi.agent_kpis import HOUR, HOURS_KPIS, WORK_KPIS
from planner.kpi.columns import Column
from planner.kpi.conversation_kpis import CONVERSATION_KPIS
from planner.kpi.follow_up_kpis import FOLLOW_UP_KPIS
from planner.kpi.kinds import (
    CHATS,
    EVERYWHERE,
    EVERYWHERE_AND_EACH,
    Attainment,
    Count,
    DaysKept,
    Kpi,
    Maximum,
    Percentile,
    Ratio,
    Spread,
)
from planner.kpi.silent_kpis import SILENT_KPIS


def _missed_rates() -> list[Kpi]:
    reasons = [
        ("missed", Column.MISSED, "without an answer, whatever the reason"),
        ("abandoned", Column.ABANDONED, "that left because patience ran out"),
        ("blocked", Column.BLOCKED, "turned away because the queue was full"),
        ("expired", Column.EXPIRED, "that became a ticket after the maximum wait"),
        ("closed", Column.CLOSED, "still waiting when nobody was left to serve them"),
    ]
    return [
        Ratio(
            f"{key}_rate",
            f"{key} rate",
            "share of offered",
            f"chats {why} / offered",
            CHATS,
            column,
            Column.OFFERED,
        )
        for key, column, why in reasons
    ]


def _percentiles(quantity: Literal["wait", "first_response"], key: str, title: str, of: str) -> list[Kpi]:
    return [
        Percentile(
            f"{key}_p{p}",
            f"{title} p{p}",
            "s",
            f"{of}: {p} % are not above this",
            EVERYWHERE,
            quantity,
            p / 100,
        )
        for p in (50, 90, 95)
    ]


def _spreads(quantity: Literal["service_level", "missed"], title: str, unit: str) -> list[Kpi]:
    return [
        Spread(
            f"{quantity}_p{p}",
            f"{title} p{p}",
            unit,
            f"{title} of single replications: {p} % are not above this",
            CHATS,
            quantity,
            p / 100,
        )
        for p in (5, 50, 95)
    ]


WAIT = "arrival to assignment, answered chats"
RESPONSE = "arrival to the agent's first message, answered chats"

KPIS: tuple[Kpi, ...] = (
    Count(
        "bot_chats",
        "began with the bot",
        "chats per replication",
        "chats that began with a bot; those it did not contain are offered, or after hours",
        CHATS,
        Column.BOT_CHATS,
        needs="bot",
    ),
    Ratio(
        "bot_contained_rate",
        "contained by the bot",
        "share of bot chats",
        "chats that the bot solved, so that they never came to the queue / chats that began with it",
        CHATS,
        Column.BOT_CONTAINED,
        Column.BOT_CHATS,
        needs="bot",
    ),
    Count("offered", "offered", "chats per replication", "chats that arrived", CHATS, Column.OFFERED),
    Count(
        "answered",
        "answered",
        "chats per replication",
        "chats that an agent served",
        EVERYWHERE_AND_EACH,
        Column.ANSWERED,
    ),
    Count("missed", "missed", "chats per replication", "every outcome but answered", CHATS, Column.MISSED),
    *_missed_rates(),
    *SILENT_KPIS,
    Count(
        "after_hours",
        "after hours",
        "chats per replication",
        "chats that came while doors were closed; not in offered",
        CHATS,
        Column.AFTER_HOURS,
        needs="opening hours",
    ),
    Count(
        "tickets",
        "tickets",
        "chats per replication",
        "chats that came after hours and were tickets when doors opened again",
        CHATS,
        Column.TICKETS,
        needs="tickets",
    ),
    Count(
        "tickets_taken",
        "tickets taken",
        "chats per replication",
        "of these, those that an agent took",
        CHATS,
        Column.TICKETS_TAKEN,
        needs="tickets",
    ),
    Count(
        "ticket_hours",
        "ticket work",
        "h",
        "work that tickets bring, if each were an agent's only one",
        CHATS,
        Column.TICKET_WORK,
        1 / HOUR,
        needs="tickets",
    ),
    Ratio(
        "wait_mean",
        "mean wait",
        "s",
        f"{WAIT} (average speed of answer)",
        EVERYWHERE,
        Column.WAIT,
        Column.ANSWERED,
    ),
    *_percentiles("wait", "wait", "wait", WAIT),
    Maximum(
        "wait_max", "longest wait", "s", f"{WAIT}: mean over replications of the longest", EVERYWHERE, "wait"
    ),
    Ratio(
        "wait_mean_all",
        "mean wait of all",
        "s",
        "time in queue of all offered chats",
        CHATS,
        Column.WAIT_ALL,
        Column.OFFERED,
    ),
    Ratio(
        "wait_probability",
        "not answered at once",
        "share of offered",
        "chats that could not be assigned at once (blocked ones included) / offered",
        CHATS,
        Column.DELAYED,
        Column.OFFERED,
    ),
    Ratio(
        "abandon_time_mean",
        "wait of those who left",
        "s",
        "time in queue of those who abandoned",
        CHATS,
        Column.ABANDON_TIME,
        Column.ABANDONED,
    ),
    Ratio(
        "frt_mean",
        "first response",
        "s",
        RESPONSE,
        EVERYWHERE_AND_EACH,
        Column.FIRST_RESPONSE,
        Column.ANSWERED,
    ),
    *_percentiles("first_response", "frt", "first response", RESPONSE),
    Ratio(
        "frt_with_bot_mean",
        "first response, bot included",
        "s",
        "customer's start to the first message of bot or agent: all bot chats, and answered chats of types without one",
        CHATS,
        Column.GREETING,
        Column.GREETED,
        needs="bot",
    ),
    Ratio(
        "time_to_agent_mean",
        "time to an agent",
        "s",
        "customer's start, with a bot or in the queue, to the agent's first message, answered chats",
        CHATS,
        Column.TO_AGENT,
        Column.ANSWERED,
        needs="bot",
    ),
    Ratio(
        "service_level",
        "service level",
        "share",
        "answered in time / chats that count, by the scenario's service_level",
        CHATS,
        Column.IN_TIME,
        Column.PROMISED,
    ),
    Attainment(
        "sla_attainment",
        "promise kept",
        "share of replications",
        "replications whose own service level reaches the target",
        CHATS,
    ),
    DaysKept(
        "days_kept",
        "promise kept",
        "share of days",
        "days whose own service level reaches the target / days with chats, over all replications",
        CHATS,
        needs="days",
    ),
    *_spreads("service_level", "service level", "share"),
    *_spreads("missed", "missed", "chats per replication"),
    *FOLLOW_UP_KPIS,
    *CONVERSATION_KPIS,
    *WORK_KPIS,
    Ratio(
        "queue_length_mean",
        "mean queue",
        "chats",
        "chats waiting, over the time with open doors",
        CHATS,
        Column.QUEUE_TIME,
        Column.OPEN,
    ),
    Maximum(
        "queue_length_max",
        "longest queue",
        "chats",
        "most chats waiting at once: mean over replications",
        CHATS,
        "queue_length",
    ),
    Ratio(
        "offered_load",
        "offered load",
        "Erlang",
        "chats in hand if nobody waited and each were an agent's only one: work brought / time",
        CHATS,
        Column.WORK,
        Column.OPEN,
    ),
    *HOURS_KPIS,
)
"""In the order in which they are listed."""

BY_KEY = {kpi.key: kpi for kpi in KPIS}
