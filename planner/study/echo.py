"""How a scenario is understood: every interpretation and default, in words."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal

from planner.demand import Blueprint
from planner.demand.laws import Law
from planner.demand.profile import Profile, over_horizon
from planner.flow.window import DAY
from planner.scenario import Scenario
from planner.scenario.distribution import Distribution
from planner.scenario.quantities import duration_text

Line = tuple[str, str]

MOST_CHANGES = 24


def interpretations(scenario: Scenario, plan: Blueprint) -> list[Line]:
    """Return what is understood as (subject, words)."""
    return [
        *_time(scenario, plan),
        *_chat_types(scenario, plan),
        *_agent_groups(scenario),
        *_rules(scenario),
    ]


def _time(scenario: Scenario, plan: Blueprint) -> Iterator[Line]:
    start, end, level = scenario.start, scenario.end, scenario.service_level
    yield "open", f"{start:%a %Y-%m-%d %H:%M} to {end:%a %Y-%m-%d %H:%M}, {duration_text(scenario.horizon)}"
    yield "intervals", f"{len(plan.window.edges) - 1} of {duration_text(scenario.interval)}"
    if scenario.run.warm_up or scenario.run.cool_down:
        yield (
            "counts",
            f"from {duration_text(scenario.run.warm_up)} after start to {duration_text(scenario.run.cool_down)} before end",
        )
    what = {"wait": "assigned to an agent", "first_response": "given a first message"}[level.of]
    of = {
        "offered": "of offered chats",
        "answered": "of answered chats",
        "without_short_abandons": f"of chats, less those that leave before {duration_text(level.short_abandon)},",
    }[level.counting]
    yield "promise", f"{100 * level.target:.4g} % {of} {what} within {duration_text(level.within)}"


def _chat_types(scenario: Scenario, plan: Blueprint) -> Iterator[Line]:
    for type_plan in plan.types:
        chat_type = scenario.chat_types[type_plan.name]
        per_hour = Profile(type_plan.rate.edges, type_plan.rate.values * 3600)
        subject = f"chat type {type_plan.name}"
        yield (
            subject,
            f"{type_plan.rate.integral():,.0f} chats expected; priority {chat_type.priority}",
        )
        yield "", f"per hour: {_course(per_hour, scenario.start)}"
        for title, written, law in (
            ("handle time", chat_type.handle_time, type_plan.handle_time),
            ("wrap-up", chat_type.wrap_up, type_plan.wrap_up),
            ("first reply", chat_type.first_reply, type_plan.first_reply),
            ("patience", chat_type.patience, type_plan.patience),
        ):
            yield "", f"{title}: {_words(written, law)}"


def _words(written: Distribution | Literal["never"], law: Law) -> str:
    if written == "never" or law.constant:
        return "endless" if law.mean == float("inf") else f"always {duration_text(law.mean)}"
    cv = f", cv {written.cv:g}" if written.cv is not None else ""
    own = (
        ""
        if law.factor == 1
        else f" when the agent's only chat (factor {law.factor:.3g} from at_concurrency)"
    )
    return f"{written.family}, mean {duration_text(law.mean)}{cv}{own}"


def _agent_groups(scenario: Scenario) -> Iterator[Line]:
    for name, group in scenario.agent_groups.items():
        profile = over_horizon(group.agents, scenario.start, scenario.horizon)
        hours = f"{profile.integral() / 3600:,.1f} staffed hours"
        yield f"group {name}", f"{hours}; serves {_skills(scenario, group.skills)}"
        yield "", f"agents: {_course(profile, scenario.start)}"
        factors = ", ".join(f"{factor:g}" for factor in group.slowdown_factors())
        slow = f", handle time × {factors} with 1, 2, ... in hand" if group.concurrency > 1 else ""
        yield "", f"up to {group.concurrency} chat{'s' if group.concurrency > 1 else ''} at once{slow}"


def _course(profile: Profile, start: datetime) -> str:
    """Write the values that hold and from when: a day of them at most."""
    if len(profile.values) == 1:
        return f"{profile.values[0]:.4g} throughout"
    changes = [
        f"{value:.4g} from {start + timedelta(seconds=since):%H:%M}"
        for since, value in zip(profile.edges.tolist(), profile.values.tolist(), strict=False)
        if since < DAY
    ]
    more = ", and so on each day" if profile.edges[-1] > DAY else ""
    return ", ".join(changes[:MOST_CHANGES]) + (", ..." if len(changes) > MOST_CHANGES else more)


def _skills(scenario: Scenario, skills: tuple[str, ...] | None) -> str:
    return (
        "all chat types" if skills is None or set(skills) >= set(scenario.chat_types) else ", ".join(skills)
    )


def _rules(scenario: Scenario) -> Iterator[Line]:
    queue, run = scenario.queue, scenario.run
    yield "routing", scenario.routing.strategy
    room = "no limit" if queue.max_length is None else f"at most {queue.max_length} waiting"
    wait = "no maximum wait" if queue.max_wait is None else f"expires after {duration_text(queue.max_wait)}"
    close = "served after closing" if queue.at_close == "serve" else "missed at closing"
    yield "queue", f"by {queue.order}; {room}; {wait}; those who wait are {close}"
    yield "run", f"{run.replications} replications, seed {run.seed}"
