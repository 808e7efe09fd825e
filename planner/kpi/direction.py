"""Which way a KPI gets better. Where more is neither better nor worse by itself, such as hours, it is in neither table."""

from typing import Literal

Direction = Literal["lower", "higher"]

LOWER = (
    *("missed", "missed_rate", "abandoned_rate", "blocked_rate", "expired_rate", "closed_rate"),
    *("wait_mean", "wait_p50", "wait_p90", "wait_p95", "wait_max", "wait_mean_all", "wait_probability"),
    *("frt_mean", "frt_p50", "frt_p90", "frt_p95"),
    *("queue_length_mean", "queue_length_max"),
    *("overtime_hours", "break_overrun_hours"),
    *("frt_with_bot_mean", "time_to_agent_mean"),
    *("lost_rate", "transfer_wait_mean", "transfer_missed_rate", "missed_offers"),
    *("silent_rate", "silent_slot_share", "silent_hours"),
    *("reply_time_mean", "reply_time_p50", "reply_time_p90", "reply_time_p95"),
    *("frt_agent_mean", "dropped_rate"),
    *("work_gini", "work_max_to_mean"),
)
HIGHER = ("service_level", "sla_attainment", "days_kept", "first_contact_resolution")

BETTER: dict[str, Direction] = {
    **dict.fromkeys(LOWER, "lower"),
    **dict.fromkeys(HIGHER, "higher"),
}
"""By key."""
