"""Targets as cells."""

from planner.kpi import BY_KEY
from planner.report.advise.words import key_of
from planner.report.reading import Reading
from planner.report.staffing import read_back
from planner.report.workbook.cells import bound
from planner.report.workbook.sheet import Column, Entry

ASKED = (Column("target", 48), Column("kpi", 22), Column("unit", 20), Column("asked for"))


def asked(goal: Reading) -> tuple[Entry, ...]:
    """Return a target in words, its KPI and unit, and the bound. Raises `NoResult`."""
    key = goal["kpi"].kpi
    bounds = [bound(key, goal[side].number) for side in ("at_least", "at_most") if side in goal]
    return goal["target"].text, key, BY_KEY[key].unit, bounds[0] if bounds else None


def measured_key(goal: Reading) -> str:
    """Return the KPI by whose unit a change's figure is told. Raises `NoResult`."""
    return key_of(read_back.goal(goal))
