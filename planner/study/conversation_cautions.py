"""What a planner should know before believing the figures of conversations."""

from collections.abc import Iterator

from planner.demand import Blueprint
from planner.demand.course import while_open
from planner.scenario import Scenario


def conversation_cautions(scenario: Scenario, plan: Blueprint) -> Iterator[str]:
    """Yield warnings in plain words."""
    yield from _without_effect(scenario)
    yield from _too_much_to_type(plan)


def only_conversations(scenario: Scenario, group: str) -> bool:
    """Tell whether a group serves no chats by handle time."""
    return all(scenario.chat_types[name].conversation is not None for name in _served(scenario, group))


def _served(scenario: Scenario, group: str) -> tuple[str, ...]:
    return scenario.agent_groups[group].skills or tuple(scenario.chat_types)


def _without_effect(scenario: Scenario) -> Iterator[str]:
    for name, group in scenario.agent_groups.items():
        if only_conversations(scenario, name) and max(group.slowdown_factors()) > 1:
            yield (
                f"agent_groups.{name}: slowdown has no effect: how several chats at once slow each other down "
                "follows from the conversation"
            )
        talks = any(
            scenario.chat_types[served].conversation is not None for served in _served(scenario, name)
        )
        if "reply_order" in group.model_fields_set and not talks:
            yield f"agent_groups.{name}: reply_order has no effect: these agents serve no conversations"


def _too_much_to_type(plan: Blueprint) -> Iterator[str]:
    """The replies alone may be more than agents can type, however many chats they have at once."""
    groups = list(zip(plan.roster.scheduled, plan.roster.groups, plan.turnouts, strict=True))
    for number, of_type in enumerate(plan.types):
        if of_type.conversation is None:
            continue
        chats = while_open(of_type.to_queue, plan.rules.doors).integral()
        work = chats * (of_type.conversation.mean_work + of_type.wrap_up.mean) / 3600
        there = sum(
            while_open(scheduled, plan.rules.doors).integral() * (1 - turnout.absence) * (1 - turnout.away)
            for scheduled, group, turnout in groups
            if number in group.skills
        )
        if work >= there / 3600:
            yield (
                f"chat_types.{of_type.name}: the replies alone are {work:,.1f} hours of work, and agents are there for "
                f"{there / 3600:,.1f}: more chats at once cannot make up for that"
            )
