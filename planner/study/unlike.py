"""In what two scenarios cannot be compared one to one."""

from collections.abc import Iterator

from planner.scenario import Scenario


def unlike(scenario: Scenario, other: Scenario, name: str) -> Iterator[str]:
    """Yield in what a scenario's figures mean other things than those of another one, which is called by its name."""
    if (scenario.start, scenario.end) != (other.start, other.end):
        yield f"start or end is not that of {name}: these are figures of other days"
    if scenario.interval != other.interval:
        yield f"interval is not that of {name}"
    if scenario.service_level != other.service_level:
        yield f"service_level is not that of {name}: figures of the promise mean different things"
