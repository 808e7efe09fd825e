"""The table of single agents."""

from planner.kpi import Estimate, OneAgent
from planner.report.by_agent import TOLD, by_agent


def agent(number: int, utilization: float | None) -> OneAgent:
    """Return an agent who is so busy."""
    return OneAgent(f"a {number}", "a", {key: Estimate(utilization) for key in TOLD})


def test_up_to_fifty_agents_stand_in_roster_order() -> None:
    """Also those who were never on duty."""
    table = by_agent([agent(number, None if number == 7 else number % 10 / 10) for number in range(50)])
    assert [row[0] for row in table.rows] == [f"a {number}" for number in range(50)]
    assert table.rows[7] == ("a 7", "a", *["–"] * len(TOLD))
    assert table.title.startswith("By agent")


def test_of_more_agents_the_busiest_and_the_least_busy_are_shown() -> None:
    """25 each, busiest first; the title says of how many."""
    table = by_agent([agent(number, number / 100) for number in range(60)])
    assert [row[0] for row in table.rows] == [f"a {n}" for n in (*range(59, 34, -1), *range(24, -1, -1))]
    assert table.title.startswith("The 25 busiest and 25 least busy of 60 agents")


def test_who_was_never_on_duty_is_not_the_least_busy() -> None:
    """Of 60 agents 30 were: each of these is shown, and once."""
    table = by_agent([agent(number, number / 100 if number < 30 else None) for number in range(60)])
    assert [row[0] for row in table.rows] == [f"a {number}" for number in range(29, -1, -1)]
