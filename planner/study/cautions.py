"""What a planner should know before believing the figures."""

from collections.abc import Iterator

from planner.demand import Blueprint
from planner.demand.profile import over_horizon
from planner.flow.roster import Group
from planner.scenario import Scenario


def cautions(scenario: Scenario, plan: Blueprint) -> list[str]:
    """Return warnings in plain words."""
    return [*_free_capacity(scenario), *_promise(scenario), *_order(scenario), *_overload(scenario, plan)]


def assumptions(scenario: Scenario) -> list[str]:
    """Return what the figures take for granted."""
    return ["the forecast is taken as certain: real days differ from it"]


def _free_capacity(scenario: Scenario) -> Iterator[str]:
    for name, group in scenario.agent_groups.items():
        if group.concurrency > 1 and group.slowdown is None:
            yield (
                f"agent_groups.{name}: {group.concurrency} chats at once without slowdown give "
                f"{group.concurrency} times the capacity for free; give slowdown, or slowdown: none to mean it"
            )


def _promise(scenario: Scenario) -> Iterator[str]:
    if "service_level" not in scenario.model_fields_set:
        yield "no service_level is given: 80 % of offered chats within 60 s of waiting is assumed"
    if scenario.service_level.of == "first_response":
        for name, chat_type in scenario.chat_types.items():
            if "first_reply" not in chat_type.model_fields_set:
                yield f"chat_types.{name}: without first_reply, the first response equals the wait"


def _order(scenario: Scenario) -> Iterator[str]:
    if scenario.queue.order == "fifo" and len({t.priority for t in scenario.chat_types.values()}) > 1:
        yield "queue.order is fifo: the priorities of chat types are ignored"


def most_per_second(group: Group, work: float) -> float:
    """Return how many chats of `work` seconds an agent finishes per second at the best number at once."""
    return (
        max(n / (factor * work) for n, factor in enumerate(group.slowdown, start=1)) if work else float("inf")
    )


def _overload(scenario: Scenario, plan: Blueprint) -> Iterator[str]:
    """Without abandonment a queue above capacity grows as long as the day does."""
    if scenario.queue.max_wait is not None or scenario.queue.max_length is not None:
        return
    agents = [
        over_horizon(group.agents, scenario.start, scenario.horizon).integral() / scenario.horizon
        for group in scenario.agent_groups.values()
    ]
    for number, plan_ in enumerate(plan.types):
        if scenario.chat_types[plan_.name].patience != "never":
            continue
        work = plan_.handle_time.mean + plan_.wrap_up.mean
        rate = plan_.rate.integral() / scenario.horizon
        groups = zip(plan.roster.groups, agents, strict=True)
        capacity = sum(
            count * most_per_second(group, work) for group, count in groups if number in group.skills
        )
        if rate >= capacity:
            yield (
                f"chat_types.{plan_.name}: {rate * 3600:.0f} chats per hour are at or above the capacity of "
                f"{capacity * 3600:.0f}, and nobody gives up: the queue grows all day, and figures depend on its length"
            )
