"""Variants: changes that a scenario names."""

import pytest

from planner.scenario import ScenarioError, loads
from tests.unit.scenario.small_scenario import small

TEXT = (
    small()
    + """
variants:
  two more: {agent_groups.team.agents: 4}
  patient: {chat_types.shop.patience: never, routing.strategy: random}
  wrong: {agent_groups.teem.agents: 4}
  worse:
    agent_groups.team.agents: many
  odd: {agents..team: 3}
"""
)


def said(variant: str) -> str:
    """Return the complaint about a variant."""
    with pytest.raises(ScenarioError) as caught:
        loads(TEXT, variant=variant)
    return str(caught.value)


def test_the_file_itself_is_as_it_is() -> None:
    """Variants change nothing until one is asked for."""
    assert loads(TEXT).most_agents("team") == loads(small()).most_agents("team")


def test_a_variant_changes_its_keys() -> None:
    """Each path of it is set, and nothing else."""
    patient = loads(TEXT, variant="patient")
    assert patient.chat_types["shop"].patience == "never"
    assert patient.routing.strategy == "random"
    assert loads(TEXT, variant="two more").most_agents("team") == 4


def test_settings_come_after_the_variant() -> None:
    """What is said on the command line has the last word."""
    assert loads(TEXT, ["agent_groups.team.agents=7"], variant="two more").most_agents("team") == 7


def test_wrong_variants_are_told_where_they_stand() -> None:
    """With the line of the path, or of the value that is wrong."""
    lines = TEXT.splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "teem" in text)
    assert f"scenario:{line}:" in said("wrong")
    assert 'did you mean "team"' in said("wrong")
    line = next(number for number, text in enumerate(lines, 1) if "many" in text)
    assert f"scenario:{line}:" in said("worse")
    assert "is no path" in said("odd")


def test_an_unknown_variant_is_told_with_those_there_are() -> None:
    """With the one that was probably meant."""
    assert 'did you mean "two more"?' in said("two mor")
