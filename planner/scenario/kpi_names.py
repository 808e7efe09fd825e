"""The KPIs that targets can be about, and of what each is told; a test sees that the definitions say the same."""

from planner.scenario.kpi_values import HOURS, PLAIN, SHARE, TIME, Kind

KINDS: dict[str, Kind] = {
    **dict.fromkeys(
        (
            *("missed_rate", "abandoned_rate", "blocked_rate", "expired_rate", "closed_rate", "silent_rate"),
            *("service_level", "wait_probability", "sla_attainment", "lost_rate", "first_contact_resolution"),
            *("transfer_missed_rate", "dropped_rate", "inactive_rate"),
            *("utilization", "slot_utilization", "work_utilization", "waiting_share", "idle_share"),
        ),
        SHARE,
    ),
    **dict.fromkeys(
        (
            *("wait_mean", "wait_mean_all", "wait_p50", "wait_p90", "wait_p95", "abandon_time_mean"),
            *("frt_mean", "frt_p50", "frt_p90", "frt_p95", "frt_agent_mean", "frt_with_bot_mean"),
            *("time_to_agent_mean", "reply_time_mean", "reply_time_p50", "reply_time_p90", "reply_time_p95"),
            *("handle_time_mean", "transfer_wait_mean"),
        ),
        TIME,
    ),
    **dict.fromkeys(("overtime_hours", "break_overrun_hours", "staffed_hours", "paid_hours"), HOURS),
    **dict.fromkeys(
        (
            *("answered", "missed", "concurrency_mean", "chats_per_hour", "chats_per_agent_hour"),
            "queue_length_mean",
        ),
        PLAIN,
    ),
}
"""By key."""

NOT_OF_GROUPS = frozenset(
    (
        *("missed_rate", "abandoned_rate", "blocked_rate", "expired_rate", "closed_rate", "silent_rate"),
        *("service_level", "wait_probability", "sla_attainment", "lost_rate", "first_contact_resolution"),
        *("transfer_missed_rate", "transfer_wait_mean", "wait_mean_all", "abandon_time_mean"),
        *("frt_with_bot_mean", "time_to_agent_mean", "missed", "queue_length_mean"),
    )
)
"""What is told of chats, whoever serves them."""
NOT_OF_TYPES = frozenset(
    (
        *("utilization", "slot_utilization", "work_utilization", "waiting_share", "idle_share"),
        *("overtime_hours", "break_overrun_hours", "staffed_hours", "paid_hours"),
        *("concurrency_mean", "chats_per_agent_hour"),
    )
)
"""What is told of agents, whatever they work on."""
OF_WHOLE_RUN = frozenset(("overtime_hours", "break_overrun_hours", "paid_hours"))
"""What is not told of parts of the time."""
OF_SHIFTS = frozenset(("break_overrun_hours", "paid_hours"))
"""What is told of agents with shifts only."""
NEEDS: dict[str, tuple[str, ...]] = {
    "silent_rate": ("silent_abandonment",),
    "lost_rate": ("retries",),
    "first_contact_resolution": ("first_contact_resolution",),
    **dict.fromkeys(("transfer_missed_rate", "transfer_wait_mean"), ("transfer",)),
    **dict.fromkeys(("frt_with_bot_mean", "time_to_agent_mean"), ("bot",)),
    "dropped_rate": ("conversation", "reply_patience"),
    "inactive_rate": ("conversation", "inactive_close"),
    **dict.fromkeys(
        (
            *("reply_time_mean", "reply_time_p50", "reply_time_p90", "reply_time_p95", "frt_agent_mean"),
            *("work_utilization", "waiting_share", "idle_share"),
        ),
        ("conversation",),
    ),
}
"""The keys of a chat type without which there is nothing to tell."""
