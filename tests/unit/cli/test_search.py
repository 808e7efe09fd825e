"""What the commands that search for a staffing share."""

import io
import sys
from dataclasses import replace

import pytest

from planner.cli.errors import Unusable
from planner.cli.progress import stage_progress
from planner.cli.search import exit_code, most_agents, named_groups
from planner.scenario import loads
from planner.staffing.result import Found

SCENARIO = loads(
    "start: 2026-11-23 09:00\nend: 2026-11-23 10:00\n"
    "chat_types: {a: {arrivals: {per_hour: 6}, handle_time: 5m, patience: 3m}}\n"
    "agent_groups: {team: {agents: 1}, back: {agents: 1}}\n"
)
FOUND = Found(
    scenario=SCENARIO,
    seed=1,
    goals=(),
    feasible=True,
    stopped=False,
    cost=0.0,
    overtime_cost=0.0,
    lower_bound=None,
    staffing=(),
    plan=(),
    roster=(),
    proof=(),
    proof_replications=0,
    figure_replications=0,
    figures={},
    agent_groups={},
    short=(),
    search_replications=0,
    unreachable=(),
    by_division=(),
    stages=(),
    notes=(),
    cautions=(),
)


@pytest.mark.parametrize(
    ("texts", "most"),
    [
        ([], {}),
        (["20"], {"team": 20, "back": 20}),
        (["team=5"], {"team": 5}),
        (["team=5", "20"], {"team": 5, "back": 20}),
        (["team=5", "team=5"], {"team": 5}),
    ],
)
def test_the_most_agents_are_read(texts: list[str], most: dict[str, int]) -> None:
    """A bare number is for the groups that are not named."""
    assert most_agents(texts, ("team", "back")) == most


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["0"], '"0" is no number of agents from 1 to 100,000'),
        (["many"], '"many" is no number of agents'),
        (["team="], '"team=" is no number of agents'),
        (["team=1e3"], "write for example 20 or day_team=20"),
        (["9999999999999"], "from 1 to 100,000"),
        (["²"], "is no number of agents"),
        (["taem=3"], 'there is no agent group "taem" to vary; did you mean "team"?'),
        (["=3"], 'there is no agent group "" to vary; there is "team", "back"'),
        (["team=3", "team=4"], "team is given twice, as 3 and as 4"),
        (["3", "4"], "3 and 4 are both for all groups"),
    ],
)
def test_other_numbers_are_refused(texts: list[str], words: str) -> None:
    """In a line that names the option and says what would be right."""
    with pytest.raises(Unusable) as refusal:
        most_agents(texts, ("team", "back"))
    assert str(refusal.value).startswith("--most: ")
    assert words in str(refusal.value)


def test_groups_are_those_of_the_scenario() -> None:
    """Each once; without any all may be varied, and others are refused."""
    assert named_groups(SCENARIO, []) is None
    assert named_groups(SCENARIO, ["back", "back", "team"]) == ("back", "team")
    with pytest.raises(
        Unusable, match='--group: there is no agent group "bakc" to vary; did you mean "back"'
    ):
        named_groups(SCENARIO, ["bakc"])


@pytest.mark.parametrize(
    ("feasible", "stopped", "code"),
    [(True, False, 0), (False, False, 1), (False, True, 130), (True, True, 130)],
)
def test_the_exit_code_tells_what_is_proven(feasible: bool, stopped: bool, code: int) -> None:
    """A search that was stopped may have missed something better, so that is told first."""
    assert exit_code(replace(FOUND, feasible=feasible, stopped=stopped)) == code


def test_stages_are_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each stage by its name, with how much of it is done; elsewhere nothing is written."""
    for terminal in (True, False):
        shown = io.StringIO()
        monkeypatch.setattr(shown, "isatty", lambda terminal=terminal: terminal)
        monkeypatch.setattr(sys, "stderr", shown)
        monkeypatch.setenv("TERM", "xterm")
        with stage_progress() as tell:
            tell("guess", 1, None)
            tell("[cuts]", 3, None)
            tell("proof", 1200, 2400)
        if terminal:
            assert all(words in shown.getvalue() for words in ("guess", "[cuts]", "1,200/2,400"))
        else:
            assert shown.getvalue() == ""
