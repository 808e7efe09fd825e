"""What a planner should know before believing the figures."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from planner.demand import Blueprint
from planner.demand.course import merged, while_open
from planner.flow.profile import Profile
from planner.flow.roster import Group
from planner.scenario import Scenario
from planner.scenario.local_time import LocalTime
from planner.scenario.quantities import duration_text
from planner.scenario.week import ALL_DAYS, Weekdays
from planner.study.conversation_cautions import conversation_cautions, only_conversations
from planner.study.routing_cautions import routing_cautions
from planner.study.silent_cautions import silent_cautions

OUTSIDE = 0.1
"""A larger share of a group's hours outside open doors is told."""
MOST_TOLD = 3


def cautions(scenario: Scenario, plan: Blueprint) -> list[str]:
    """Return warnings in plain words."""
    return [*about_scenario(scenario, plan), *about_roster(scenario, plan)]


def about_scenario(scenario: Scenario, plan: Blueprint) -> list[str]:
    """Return those that hold whoever works."""
    return [
        *_free_capacity(scenario),
        *_promise(scenario),
        *_order(scenario),
        *_window(scenario),
        *scenario.files.cautions,
        *_holidays(scenario),
        *_uncertain(scenario),
        *routing_cautions(scenario, plan),
        *silent_cautions(plan),
        *conversation_cautions(scenario, plan),
    ]


def about_roster(scenario: Scenario, plan: Blueprint) -> list[str]:
    """Return those about who works, which the plan tells, be it the scenario's own or another one."""
    return [
        *_unplanned(scenario, plan),
        *_outside(plan),
        *_unstaffed(scenario, plan),
        *_overload(scenario, plan),
    ]


def assumptions(scenario: Scenario) -> list[str]:
    """Return what the figures take for granted."""
    types = {name: of for name, of in scenario.chat_types.items() if of.arrivals.given}
    wrong = [
        name
        for name, chat_type in types.items()
        if (scenario.uncertainty and chat_type.arrivals.log is None) or chat_type.arrivals.uncertainty
    ]
    certain = [
        name for name, chat_type in types.items() if name not in wrong and chat_type.arrivals.log is None
    ]
    notes = []
    if certain:
        of = "" if len(certain) == len(types) else f" of {', '.join(certain)}"
        notes.append(f"the forecast{of} is taken as certain: real days differ from it")
    if any(chat_type.arrivals.log is not None for chat_type in types.values()):
        notes.append("logged chats arrive as they did; only their work and patience are drawn anew")
    return notes


def _unplanned(scenario: Scenario, plan: Blueprint) -> Iterator[str]:
    for place, (name, group) in enumerate(scenario.agent_groups.items()):
        if not group.planned and not plan.roster.members(place):
            yield f"agent_groups.{name}: nobody is planned yet; planner schedule FILE finds shifts"


def _free_capacity(scenario: Scenario) -> Iterator[str]:
    for name, group in scenario.agent_groups.items():
        if group.concurrency > 1 and group.slowdown is None and not only_conversations(scenario, name):
            yield (
                f"agent_groups.{name}: {group.concurrency} chats at once without slowdown give "
                f"{group.concurrency} times the capacity for free; give slowdown, or slowdown: none to mean it"
            )


def _promise(scenario: Scenario) -> Iterator[str]:
    if "service_level" not in scenario.model_fields_set:
        yield "no service_level is given: 80 % of offered chats within 60 s of waiting is assumed"
    promise = scenario.service_level
    if "short_abandon" in promise.model_fields_set and promise.counting != "without_short_abandons":
        yield f"service_level.short_abandon has no effect with counting: {promise.counting}"
    if promise.of == "first_response":
        for name, chat_type in scenario.chat_types.items():
            if chat_type.conversation is not None:
                continue
            if "first_reply" not in chat_type.model_fields_set:
                yield f"chat_types.{name}: without first_reply, the first response equals the wait"
            elif (chat_type.first_reply.value or 0.0) > promise.within:
                yield f"chat_types.{name}: first_reply alone takes longer than the promise allows"


def _order(scenario: Scenario) -> Iterator[str]:
    if scenario.queue.order == "fifo" and len({t.priority for t in scenario.chat_types.values()}) > 1:
        yield "queue.order is fifo: the priorities of chat types are ignored"


def _window(scenario: Scenario) -> Iterator[str]:
    counted = scenario.horizon - scenario.run.warm_up - scenario.run.cool_down
    if counted < 60:
        yield f"warm_up and cool_down leave {duration_text(counted)} that count"


def _holidays(scenario: Scenario) -> Iterator[str]:
    time = scenario.time
    if scenario.holidays is not None and not any(
        time.date(day) in time.holidays | time.shut for day in time.own_dates()
    ):
        yield "holidays: none lies between start and end"
    elif time.holidays and not _sundays_differ(scenario):
        yield "holidays: Sundays are like any other day in this scenario, so counting as one changes nothing"


def _sundays_differ(scenario: Scenario) -> bool:
    """Tell whether anything goes by the days of the week."""
    weeks: list[Mapping[Weekdays, object]] = [{} if scenario.open is None else scenario.open]
    weeks += [chat_type.arrivals.per_hour or {} for chat_type in scenario.chat_types.values()]
    weeks += [group.agents or {} for group in scenario.agent_groups.values()]
    shifts = [shift for group in scenario.agent_groups.values() for shift in group.shifts or ()]
    return any(week and ALL_DAYS not in week for week in weeks) or any(
        shift.days != ALL_DAYS for shift in shifts
    )


def _uncertain(scenario: Scenario) -> Iterator[str]:
    if scenario.uncertainty and all(
        chat_type.arrivals.log is not None for chat_type in scenario.chat_types.values()
    ):
        yield "uncertainty has no effect: all arrivals are logged, and a log is what happened"


def _outside(plan: Blueprint) -> Iterator[str]:
    """Shifts are as written, whether doors are open or not."""
    for group, scheduled in zip(plan.roster.groups, plan.roster.scheduled, strict=True):
        hours = scheduled.integral() / 3600
        outside = hours - while_open(scheduled, plan.rules.doors).integral() / 3600
        if outside > OUTSIDE * hours:
            yield f"agent_groups.{group.name}: {outside:,.0f} of {hours:,.0f} scheduled hours lie while doors are closed"


def _unstaffed(scenario: Scenario, plan: Blueprint) -> Iterator[str]:
    """Chats that come when nobody who could serve them is there, or that never come."""
    for number, of_type in enumerate(plan.types):
        if not scenario.chat_types[of_type.name].arrivals.given:
            continue
        rate = while_open(of_type.to_queue, plan.rules.doors)
        if not rate.values.any():
            yield f"chat_types.{of_type.name}: no chat arrives between start and end while doors are open"
            continue
        agents = [
            profile
            for profile, group in zip(plan.roster.scheduled, plan.roster.groups, strict=True)
            if number in group.skills
        ]
        edges = np.unique(np.concatenate([rate.edges, *(profile.edges for profile in agents)]))
        there = sum(profile.at(edges[:-1]) for profile in agents)
        alone = merged(Profile(edges, np.where(there == 0, rate.at(edges[:-1]), 0.0)))
        if alone.integral() > 0:
            yield (
                f"chat_types.{of_type.name}: {_count(alone.integral())} of {_count(rate.integral())} expected chats "
                f"arrive when no agent with the skill is on duty ({_when(alone, scenario.time)})"
            )


def _when(profile: Profile, time: LocalTime) -> str:
    """Write the first stretches in which a profile is above 0."""
    above = merged(Profile(profile.edges, (profile.values > 0).astype(np.float64)))
    spans = [
        f"{time.at(begin):%a %d %b %H:%M}–{time.at(end):%H:%M}"
        for begin, end, value in zip(
            above.edges[:-1].tolist(), above.edges[1:].tolist(), above.values.tolist(), strict=True
        )
        if value
    ]
    return ", ".join(spans[:MOST_TOLD]) + (
        f" and {len(spans) - MOST_TOLD} more" if len(spans) > MOST_TOLD else ""
    )


def _count(chats: float) -> str:
    return f"{chats:,.3g}" if chats < 1000 else f"{chats:,.0f}"


def _most_work(group: Group) -> float:
    """Return how many seconds of work an agent does per second at the best number of chats at once."""
    return max(n / factor for n, factor in enumerate(group.slowdown, start=1))


def _overload(scenario: Scenario, plan: Blueprint) -> Iterator[str]:
    """Without abandonment a queue above capacity grows as long as the day does.

    Each type that nobody abandons is compared with all who can serve it, then all such types together.
    """
    if scenario.queue.max_wait is not None or scenario.queue.max_length is not None:
        return
    endless = [number for number, plan_ in enumerate(plan.types) if plan_.patience.mean == float("inf")]
    each, together = [[number] for number in endless], [endless] if len(endless) > 1 else []
    for types in each + together:
        offered, capacity = _work(plan, types) / 3600, _capacity(plan, types) / 3600
        if offered >= capacity:
            names = " and ".join(f"chat_types.{plan.types[number].name}" for number in types)
            yield (
                f"{names}: {offered:,.1f} hours of work are at or above the {capacity:,.1f} that agents can do from "
                "start to end, and nobody gives up: the queue grows all day, and figures depend on its length"
            )
            return


def _work(plan: Blueprint, types: Sequence[int]) -> float:
    """Return the expected work (s) of chat types."""
    return sum(
        while_open(plan.types[number].to_queue, plan.rules.doors).integral()
        * (plan.types[number].handle_time.mean + plan.types[number].wrap_up.mean)
        for number in types
    )


def _capacity(plan: Blueprint, types: Sequence[int]) -> float:
    """Return the most work (s) that agents with the skill for any of the types can do."""
    return sum(
        while_open(scheduled, plan.rules.doors).integral()
        * (1 - turnout.absence)
        * (1 - turnout.away)
        * _most_work(group)
        for scheduled, group, turnout in zip(
            plan.roster.scheduled, plan.roster.groups, plan.turnouts, strict=True
        )
        if set(types) & set(group.skills)
    )
