"""A checked scenario -> all that replications share, as plain values that travel to worker processes."""

from dataclasses import dataclass

import numpy as np

from planner.demand.laws import ENDLESS, Law, law
from planner.demand.profile import Profile, over_horizon
from planner.flow.clock import on_grid
from planner.flow.roster import Group, Headcount, Roster
from planner.flow.rules import Rules
from planner.flow.window import Promise, Window
from planner.scenario import Scenario
from planner.scenario.distribution import Distribution
from planner.scenario.overlap import own_length


@dataclass(frozen=True)
class TypePlan:
    """How the customers of one chat type are drawn."""

    name: str
    rate: Profile
    """Chats per second over the horizon."""
    handle_time: Law
    wrap_up: Law
    first_reply: Law
    patience: Law


@dataclass(frozen=True)
class Blueprint:
    """What all replications of a scenario share."""

    types: tuple[TypePlan, ...]
    roster: Roster
    rules: Rules
    routing: str
    window: Window
    promise: Promise

    @property
    def horizon(self) -> float:
        """Seconds from doors open to doors closed."""
        return self.rules.closes


def blueprint(scenario: Scenario) -> Blueprint:
    """Lay a scenario over its horizon."""
    horizon = scenario.horizon
    types = tuple(_type_plan(scenario, name) for name in scenario.chat_types)
    by_priority = scenario.queue.order == "priority"
    max_wait = scenario.queue.max_wait
    level = scenario.service_level
    return Blueprint(
        types=types,
        roster=_roster(scenario),
        rules=Rules(
            closes=horizon,
            priorities=tuple(
                chat_type.priority if by_priority else 1 for chat_type in scenario.chat_types.values()
            ),
            max_length=scenario.queue.max_length,
            max_wait=float("inf") if max_wait is None else on_grid(max_wait),
            serve_after_close=scenario.queue.at_close == "serve",
        ),
        routing=scenario.routing.strategy,
        window=_window(scenario),
        promise=Promise(
            target=level.target,
            within=on_grid(level.within),
            by_first_response=level.of == "first_response",
            counting=level.counting,
            short_abandon=on_grid(level.short_abandon),
        ),
    )


def _type_plan(scenario: Scenario, name: str) -> TypePlan:
    chat_type = scenario.chat_types[name]
    per_hour = over_horizon(chat_type.arrivals.per_hour, scenario.start, scenario.horizon)
    return TypePlan(
        name=name,
        rate=Profile(per_hour.edges, per_hour.values / 3600),
        handle_time=_law(chat_type.handle_time).scaled(own_length(scenario, name)),
        wrap_up=_law(chat_type.wrap_up),
        first_reply=_law(chat_type.first_reply),
        patience=ENDLESS if chat_type.patience == "never" else _law(chat_type.patience),
    )


def _law(distribution: Distribution) -> Law:
    return law(distribution.family, distribution.parameters())


def _roster(scenario: Scenario) -> Roster:
    names = list(scenario.chat_types)
    groups, group_of, headcounts = [], [], []
    for number, (name, group) in enumerate(scenario.agent_groups.items()):
        skills = names if group.skills is None else group.skills
        groups.append(
            Group(
                name=name,
                concurrency=group.concurrency,
                slowdown=group.slowdown_factors(),
                skills=tuple(sorted({names.index(skill) for skill in skills})),
                rank=group.rank,
            )
        )
        profile = over_horizon(group.agents, scenario.start, scenario.horizon)
        group_of += [number] * int(max(profile.values))
        headcounts += [
            Headcount(float(t), number, int(n)) for t, n in zip(profile.edges, profile.values, strict=False)
        ]
    return Roster(tuple(groups), tuple(group_of), tuple(sorted(headcounts, key=lambda change: change.time)))


def _window(scenario: Scenario) -> Window:
    """Cut the time that counts at the clock's multiples of the interval, from midnight before the start."""
    start, interval = scenario.start, scenario.interval
    midnight = start.hour * 3600.0 + start.minute * 60.0 + start.second
    opens, ends = scenario.run.warm_up, scenario.horizon - scenario.run.cool_down
    first, last = int((opens + midnight) // interval) + 1, int((ends + midnight) // interval) + 1
    inner = [at for k in range(first, last + 1) if (at := k * interval - midnight) < ends]
    return Window(on_grid(np.array([opens, *inner, ends])), scenario.horizon)
