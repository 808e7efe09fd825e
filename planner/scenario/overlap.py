"""A handle time as platforms export it, overlap included, taken back to a chat's own length."""

from collections.abc import Iterator

from planner.scenario.agent_group import AgentGroup
from planner.scenario.chat_type import ChatType
from planner.scenario.model import Scenario
from planner.scenario.problems import Problem
from planner.scenario.tree import Node


def stretch(group: AgentGroup, concurrency: float) -> float:
    """Return the group's slowdown at a mean concurrency, between whole numbers by straight line."""
    if isinstance(group.slowdown, float):
        return 1 + group.slowdown * (concurrency - 1)
    factors = group.slowdown_factors()
    below = min(int(concurrency), len(factors))
    above = min(below + 1, len(factors))
    return factors[below - 1] + (concurrency - below) * (factors[above - 1] - factors[below - 1])


def at_concurrency(chat_type: ChatType) -> float | None:
    """Return the mean number of chats at once when the handle time was measured, if it was."""
    return None if chat_type.handle_time is None else chat_type.handle_time.at_concurrency


def own_length(scenario: Scenario, chat_type: str) -> float:
    """Return what to multiply the written handle time by, to get a chat's own length.

    Where several groups serve the type, their slowdown is averaged by their most agents at a time; as long as nobody is
    planned, groups count alike.
    """
    concurrency = at_concurrency(scenario.chat_types[chat_type])
    if concurrency is None:
        return 1.0
    agents = {name: scenario.most_agents(name) or 1 for name in serving(scenario, chat_type)}
    stretched = sum(most * stretch(scenario.agent_groups[name], concurrency) for name, most in agents.items())
    return sum(agents.values()) / stretched


def serving(scenario: Scenario, chat_type: str) -> dict[str, AgentGroup]:
    """Return the groups with agents who have the skill, by name; if none has agents, those that are to be planned."""
    skilled = {
        name: group
        for name, group in scenario.agent_groups.items()
        if group.skills is None or chat_type in group.skills
    }
    there = {name: group for name, group in skilled.items() if scenario.most_agents(name)}
    return there or {name: group for name, group in skilled.items() if not group.planned}


def overlap_problems(scenario: Scenario, tree: Node) -> Iterator[Problem]:
    """Find handle times measured at a concurrency for which a list of slowdowns says nothing."""
    for name, chat_type in scenario.chat_types.items():
        concurrency = at_concurrency(chat_type)
        if concurrency is None:
            continue
        for group in serving(scenario, name).values():
            if isinstance(group.slowdown, tuple) and concurrency > len(group.slowdown):
                yield Problem(
                    tree.at(("chat_types", name, "handle_time", "at_concurrency")).place,
                    f"at_concurrency {concurrency:g} is more than the {len(group.slowdown)} chats that slowdown tells of",
                    "give slowdown as a percentage per extra chat, or the handle time of a chat alone",
                )
