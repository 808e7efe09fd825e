"""What agents are called."""

from collections import Counter
from collections.abc import Iterator

from planner.flow.roster import Roster
from planner.scenario import Scenario
from planner.scenario.problems import printable

LONGEST = 60


def agent_names(scenario: Scenario, roster: Roster) -> tuple[str, ...]:
    """Return the agents' names in roster order, no two alike: as their roster file says, else `GROUP 1`, `GROUP 2`, ...

    Somebody who works in several groups is an agent in each, and is told apart as `NAME (GROUP)`.
    """
    given = list(_given(scenario, roster))
    often = Counter(name for name, _ in given)
    names: dict[str, None] = {}
    for name, group in given:
        unique = f"{name} ({group})" if often[name] > 1 else name
        while unique in names:
            unique += f" ({group})"
        names[unique] = None
    return tuple(names)


def _given(scenario: Scenario, roster: Roster) -> Iterator[tuple[str, str]]:
    """Yield each agent's name and group."""
    for number, group in enumerate(roster.groups):
        persons = scenario.files.rosters.get(group.name)
        for place in range(len(roster.members(number))):
            name = "" if persons is None else _readable(persons[place].name)
            yield name or f"{group.name} {place + 1}", group.name


def _readable(name: str) -> str:
    """Return what a file says as one line that does nothing to a terminal, cut as names in a scenario are."""
    line = printable(" ".join(name.split()))
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
