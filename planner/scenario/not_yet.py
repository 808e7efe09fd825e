"""Keys of the vocabulary that this version does not understand yet."""

NOT_YET = {
    "timezone": "leave it out: all times are local times without clock changes",
    "targets": "use service_level",
    "variants": "use --set PATH=VALUE",
    "shift_patterns": "give the agents as a step function",
    "uncertainty": "leave it out: the forecast is taken as certain",
    "file": "give per_hour as a step function",
    "log": "give per_hour as a step function",
    "conversation": "give handle_time",
    "shifts": 'give agents as a step function, such as {"08:00": 5, "11:00": 9}',
    "absence": "lower agents by the share that is absent",
    "shrinkage": "lower agents by the share of time lost",
    "roster": "give agents as a step function",
    "open": "give start and end, and a per_hour step function",
    "holidays": "give start and end, and a per_hour step function",
}
