"""What agents are called."""

import pytest

from planner.demand import agent_names
from planner.flow.roster import Group, Roster
from planner.scenario import Scenario
from planner.scenario.files import Files, Person

TREE = {
    "start": "2026-11-23 08:00",
    "end": "2026-11-23 20:00",
    "chat_types": {"a": {"arrivals": {"per_hour": 60}, "handle_time": "9m", "patience": "3m"}},
}


def names_of(groups: dict[str, int | list[str]]) -> tuple[str, ...]:
    """Name the agents of groups, each given as how many there are or by the names of its roster file."""
    scenario = Scenario.model_validate(TREE | {"agent_groups": {name: {"agents": 1} for name in groups}})
    rosters = {
        group: tuple(Person(name, ()) for name in agents)
        for group, agents in groups.items()
        if isinstance(agents, list)
    }
    roster = Roster(
        groups=tuple(Group(name, 1, (1.0,), (0,)) for name in groups),
        group_of=tuple(
            number
            for number, agents in enumerate(groups.values())
            for _ in range(agents if isinstance(agents, int) else len(agents))
        ),
    )
    return agent_names(scenario.holding(Files(rosters=rosters)), roster)


@pytest.mark.parametrize(
    ("groups", "names"),
    [
        ({"day": 2, "night": 1}, ["day 1", "day 2", "night 1"]),
        ({"day": ["Ann", "Bob"], "night": 1}, ["Ann", "Bob", "night 1"]),
        ({"day": ["Ann", "Bob"], "night": ["Ann"]}, ["Ann (day)", "Bob", "Ann (night)"]),
        ({"day": ["night 1"], "night": 2}, ["night 1 (day)", "night 1 (night)", "night 2"]),
        ({"a": ["Ann\n\u00a0Smith", "\x1b[31mBob", "\u00a0"]}, ["Ann Smith", "\\x1b[31mBob", "a 3"]),
        ({"a": ["x" * 61, "x" * 62]}, [f"{'x' * 59}… (a)", f"{'x' * 59}… (a) (a)"]),
        ({"a": ["x", "x (b)"], "b": ["x"]}, ["x (a)", "x (b)", "x (b) (b)"]),
    ],
)
def test_agents_are_called_as_in_their_roster_file_or_by_their_number(groups, names):
    """In roster order, no two alike, whatever the files say."""
    found = names_of(groups)
    assert list(found) == names
    assert len(set(found)) == len(found)
