"""What a planner should know of offers, previous agents and what follows a chat, before believing the figures."""

from collections.abc import Iterator

import numpy as np

from planner.demand import Blueprint
from planner.demand.laws import Law
from planner.scenario import Scenario
from planner.scenario.quantities import duration_text

MANY_OFFERS = 0.3
"""A larger share of offers that take longer than the timeout is told."""
LATE = 1 / 3
"""Coming again after a larger part of the open time, on average, is told."""
POINTS = 10_000
"""Quantiles from which the share of a law beyond a limit is taken."""


def routing_cautions(scenario: Scenario, plan: Blueprint) -> Iterator[str]:
    """Yield warnings in plain words."""
    yield from _unasked_agents(scenario)
    yield from _slow_to_accept(plan)
    yield from _late_repeats(scenario, plan)
    yield from _without_effect(scenario)


def _unasked_agents(scenario: Scenario) -> Iterator[str]:
    if scenario.routing.previous_agent is None:
        for name, chat_type in scenario.chat_types.items():
            if chat_type.returning:
                yield (
                    f"chat_types.{name}: returning customers are known, but routing.previous_agent is not given: "
                    "they go to anyone"
                )


def _slow_to_accept(plan: Blueprint) -> Iterator[str]:
    timeout = plan.rules.offer_timeout
    for group, taking in zip(plan.roster.groups, plan.taking, strict=True):
        if taking.accept is not None and (share := _beyond(taking.accept, timeout)) > MANY_OFFERS:
            yield (
                f"agent_groups.{group.name}: {100 * share:.0f} % of offers take longer to accept than "
                f"routing.offer_timeout, {duration_text(timeout)}, and are missed"
            )


def _beyond(law: Law, limit: float) -> float:
    """Return the share of durations that are longer than a limit (s)."""
    return float((law.durations((np.arange(POINTS) + 0.5) / POINTS) > limit).mean())


def _late_repeats(scenario: Scenario, plan: Blueprint) -> Iterator[str]:
    longest = max(closes - opens for opens, closes in plan.rules.doors)
    for of_type in plan.types:
        again = of_type.follow_up.repeat_delay
        if again is not None and again.mean > LATE * longest:
            given = "" if _again_is_given(scenario, of_type.name) else " (the default)"
            yield (
                f"chat_types.{of_type.name}.first_contact_resolution: customers come again after "
                f"{duration_text(again.mean)} on average{given}, and doors are open for {duration_text(longest)} at "
                "most: many come to closed doors, or after the end, and are not offered"
            )


def _again_is_given(scenario: Scenario, name: str) -> bool:
    return "again_after" in scenario.chat_types[name].first_contact_resolution.model_fields_set


def _without_effect(scenario: Scenario) -> Iterator[str]:
    """Keys that are given without what they are about."""
    types, groups = scenario.chat_types.values(), scenario.agent_groups.values()
    known = any(chat_type.returning or chat_type.first_contact_resolution.share < 1 for chat_type in types)
    for key, needs, there in (
        ("previous_agent", "no customer comes again", known),
        ("offer_timeout", "no group has accept", any(group.accept is not None for group in groups)),
        ("inactive_after", "no chat type has silence", any(chat_type.silence for chat_type in types)),
    ):
        if not there and key in scenario.routing.model_fields_set:
            yield f"routing.{key} has no effect: {needs}"
    yield from _idle_levels(scenario)


def _idle_levels(scenario: Scenario) -> Iterator[str]:
    rings = [ring for chat_type in scenario.chat_types.values() for ring in chat_type.overflow or ()]
    if scenario.routing.strategy == "best_skill" or any(ring.level for ring in rings):
        return
    for name, group in scenario.agent_groups.items():
        if group.levels and len(set(group.speed)) == 1:
            yield (
                f"agent_groups.{name}.levels have no effect: give the strategy best_skill, rings with a level, or speed"
            )
