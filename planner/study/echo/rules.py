"""Who gets a chat, how those who wait are treated, and what is simulated, in words."""

from collections.abc import Iterator

from planner.scenario import Scenario
from planner.scenario.local_time import FOREVER
from planner.scenario.quantities import duration_text
from planner.study.echo.words import Line


def rules(scenario: Scenario) -> Iterator[Line]:
    """Tell of routing, the queue, and the run."""
    queue, run = scenario.queue, scenario.run
    yield "routing", scenario.routing.strategy
    yield from _routing(scenario)
    room = "no limit" if queue.max_length is None else f"at most {queue.max_length} waiting"
    if queue.reopen_below is not None:
        room += f", once full closed until fewer than {queue.reopen_below} wait"
    wait = "no maximum wait" if queue.max_wait is None else f"expires after {duration_text(queue.max_wait)}"
    close = {FOREVER: "served after closing", 0.0: "missed at closing"}.get(
        queue.at_close, f"served for at most {duration_text(queue.at_close)} after closing"
    )
    yield "queue", f"by {queue.order}; {room}; {wait}; those who wait are {close}"
    if scenario.uncertainty:
        yield (
            "uncertainty",
            f"each day's volume, all types together, is wrong by a factor with a cv of {100 * scenario.uncertainty:.3g} %",
        )
    for note in scenario.files.notes:
        yield "file", note
    yield "run", f"{run.replications} replications, seed {run.seed}"


def _routing(scenario: Scenario) -> Iterator[Line]:
    """Tell of the rules that have an effect in the scenario."""
    routing = scenario.routing
    if routing.previous_agent is not None:
        within = f" within {duration_text(routing.previous_agent)}" if routing.previous_agent else ""
        yield (
            "",
            f"returning customers go to the agent they know, if that one is free{within}; else to anyone",
        )
    if any(group.accept is not None for group in scenario.agent_groups.values()):
        yield (
            "",
            f"an offer that is not accepted within {duration_text(routing.offer_timeout)} goes to another agent",
        )
    silent = any(chat_type.silence is not None for chat_type in scenario.chat_types.values())
    if silent and routing.inactive_after is not None:
        after = duration_text(routing.inactive_after)
        yield "", f"a customer silent for {after} takes no slot until they write again"
