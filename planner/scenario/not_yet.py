"""Keys of the vocabulary that this version does not understand yet, by the section they belong to."""

STEPS = 'give agents as a step function, such as {"08:00": 5, "11:00": 9}'
RATES = "give per_hour as a step function"
CERTAIN = "leave it out: the forecast is taken as certain"
LEAVE_OUT = "leave it out"

NOT_YET: dict[str, dict[str, str]] = {
    "": {
        "timezone": "leave it out: all times are local times without clock changes",
        "targets": "use service_level",
        "variants": "use --set PATH=VALUE",
        "shift_patterns": "give the agents as a step function",
        "uncertainty": CERTAIN,
        "open": "give start and end, and a per_hour step function",
        "holidays": "give start and end, and a per_hour step function",
    },
    "chat_types": {
        "service_level": "the promise is for all types together; each type's own level is in the report",
        "conversation": "give handle_time",
        "bot": "lower per_hour by the share that the bot contains",
        **dict.fromkeys(
            ("transfer", "returning", "retries", "first_contact_resolution", "tickets", "slots", "canned"),
            LEAVE_OUT,
        ),
        **dict.fromkeys(
            ("reply_patience", "patience_until", "silent_abandonment", "inactive_close", "inactive_after"),
            LEAVE_OUT,
        ),
    },
    "chat_types.arrivals": {"file": RATES, "log": RATES, "uncertainty": CERTAIN},
    "agent_groups": {
        "shifts": STEPS,
        "roster": STEPS,
        "breaks": STEPS,
        "absence": "lower agents by the share that is absent",
        "shrinkage": "lower agents by the share of time lost",
        **dict.fromkeys(
            (
                "last_chat_before",
                "break_starts",
                "levels",
                "speed",
                "accept",
                "offer_timeout",
                "offer_miss",
                "pull",
                "reply_order",
                "cost_per_hour",
                "overtime_cost_per_hour",
            ),
            LEAVE_OUT,
        ),
    },
    "queue": {"reopen_below": LEAVE_OUT, "tickets": LEAVE_OUT},
    "routing": dict.fromkeys(("previous_agent", "overflow", "accept", "offer_timeout"), LEAVE_OUT),
}
"""By section (names of chat types and groups left out) the keys, and what to do until then."""


def until_then(path: tuple[str | int, ...]) -> str | None:
    """Return what to do instead of a key that is to come, None if it is not one of them."""
    section = [str(step) for step in path[:-1]]
    if section[:1] in (["chat_types"], ["agent_groups"]):
        del section[1:2]
    return NOT_YET.get(".".join(section), {}).get(str(path[-1]))
