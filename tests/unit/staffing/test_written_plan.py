"""A plan as roster file and scenario."""

import csv
import io
import sys
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from planner.demand import blueprint
from planner.scenario.load import load, loads
from planner.scenario.rewritten import as_yaml
from planner.scenario.tables.made_workbook import NoWorkbooks
from planner.staffing.shifts.workbook import roster_xlsx
from planner.staffing.shifts.written import COLUMNS, roster_csv, roster_rows, with_roster

RESTS = [{"at": "12:00", "for": "30m"}, {"at": "15:00", "for": "90s", "paid": True}]
EARLY = {"start": "08:00", "length": "8h", "breaks": RESTS}
PLAIN = {
    "start": "2026-11-23 08:00",
    "end": "2026-11-23 20:00",
    "chat_types": {"a": {"arrivals": {"per_hour": 60}, "handle_time": "9m", "patience": "3m"}},
    "agent_groups": {
        "o": {"agents": 2},
        "g": {"shifts": [{"agents": 1, "from": "08:00", "to": "12:00"}], "concurrency": 2},
    },
    "shift_patterns": {"early": {"group": "g", **EARLY}},
    "targets": [{"kpi": "missed_rate", "at_most": "5%"}],
}


@pytest.fixture(scope="module")
def space(choice):
    """One shift with two breaks, of the second of two groups."""
    return choice({"early": EARLY}, agent_groups=PLAIN["agent_groups"])


def test_a_row_for_each_agent_and_shift(space):
    """Names are the group's with a number; breaks are told as our rosters have them."""
    found = list(csv.reader(io.StringIO(roster_csv(roster_rows(space, np.array([2]))))))
    rest = ["g", "2026-11-23 08:00", "2026-11-23 16:00", "12:00-12:30; 15:00-15:01:30 paid"]
    assert found == [list(COLUMNS), ["g 01", *rest], ["g 02", *rest]]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_written_scenario_works_by_the_roster(space, tmp_path, suffix):
    """Either file gives the plan's roster; what else the scenario says stays."""
    counts = np.array([3])
    rows = roster_rows(space, counts)
    held = roster_csv(rows).encode() if suffix == "csv" else roster_xlsx(rows)
    (tmp_path / f"plan.{suffix}").write_bytes(held)
    made = with_roster(PLAIN, rows, ["g"], f"plan.{suffix}")
    assert made["agent_groups"]["g"] == {"roster": f"plan.{suffix}", "concurrency": 2}
    assert {key: made[key] for key in made if key != "agent_groups"} == {
        key: PLAIN[key] for key in PLAIN if key != "agent_groups"
    }
    Path(tmp_path, "made.yaml").write_text(as_yaml(made))
    roster, expected = blueprint(load(tmp_path / "made.yaml")).roster, space.roster(counts)
    assert roster.shifts == expected.shifts
    assert roster.group_of == expected.group_of


def test_a_group_that_the_plan_has_nobody_of(space):
    """It has neither a roster nor its old agents, and the scenario is right."""
    made = with_roster(PLAIN, (), ["g"], "plan.csv")
    assert made["agent_groups"] == {"o": {"agents": 2}, "g": {"concurrency": 2}}
    assert blueprint(loads(as_yaml(made))).roster.group_of == space.roster(np.array([0])).group_of == (0, 0)


def test_text_stays_text_in_a_workbook(choice):
    """A name that looks like a formula is none; starts are dates."""
    space = choice({"p": {**EARLY, "group": "+g"}}, agent_groups={"+g": {"agents": 1}})
    sheet = load_workbook(io.BytesIO(roster_xlsx(roster_rows(space, np.array([1])))))["roster"]
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "d", "d", "s"]
    assert [cell.value for cell in sheet[2]][:3] == ["+g 01", "+g", datetime(2026, 11, 23, 8)]


def test_the_same_plan_gives_the_same_bytes(space, monkeypatch):
    """The time at which a workbook is made is not in it."""
    rows = roster_rows(space, np.array([2]))
    first = roster_xlsx(rows)
    monkeypatch.setattr("time.time", lambda: 0.0)
    monkeypatch.setattr("time.localtime", lambda *_: (1999,) + (1,) * 8)
    assert roster_xlsx(rows) == first


def test_without_openpyxl(space, monkeypatch):
    """It is told what to install."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(NoWorkbooks, match=r'pip install "planner\[excel\]"'):
        roster_xlsx(roster_rows(space, np.array([1])))
