"""A scenario as small as can be, written beside its files, and what is said of it."""

from pathlib import Path

import pytest

from planner.scenario import ScenarioError, load, loads

MONDAY = "2026-11-23"
ATHENS = "timezone: Europe/Athens"
TEAM = "team:\n    agents: 3"


def small(
    start: str = f"{MONDAY} 09:00",
    end: str = f"{MONDAY} 18:00",
    arrivals: str = "{per_hour: 18}",
    team: str = TEAM,
    sales: str = "",
) -> str:
    """Return a scenario of one chat type and one group; with `sales`, a second type with such arrivals."""
    second = f"  sales: {{arrivals: {{{sales}}}, handle_time: 9m, patience: 3m}}\n" if sales else ""
    return f"""\
start: {start}
end: {end}
chat_types:
  shop:
    arrivals: {arrivals}
    handle_time: 9m
    patience: 3m
{second}agent_groups:
  {team}
"""


def written(folder: Path, scenario: str, lines: tuple[str, ...], file: str, contents: str) -> Path:
    """Write a scenario, with further lines, and the file that it names; return the scenario's path."""
    path = folder / "scenario.yaml"
    path.write_text(scenario + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    (folder / file).write_text(contents, encoding="utf-8")
    return path


def file_problems(path: Path) -> list[str]:
    """Return what is said of a scenario file."""
    with pytest.raises(ScenarioError) as error:
        load(path)
    return [str(problem) for problem in error.value.problems]


def text_problems(text: str) -> list[str]:
    """Return what is said of a text, which is called f."""
    with pytest.raises(ScenarioError) as error:
        loads(text, source="f")
    return [str(problem) for problem in error.value.problems]
