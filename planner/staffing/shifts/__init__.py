"""Shift plans: which shifts there may be, what they cost and cover, and the roster that a plan is."""

from planner.staffing.shifts.candidates import Candidate, UnusablePatterns, candidates
from planner.staffing.shifts.rest import resting_together
from planner.staffing.shifts.space import ShiftSpace, planned_groups, shift_space
from planner.staffing.shifts.workbook import roster_xlsx
from planner.staffing.shifts.written import roster_csv, roster_rows, with_roster

__all__ = [
    "Candidate",
    "ShiftSpace",
    "UnusablePatterns",
    "candidates",
    "planned_groups",
    "resting_together",
    "roster_csv",
    "roster_rows",
    "roster_xlsx",
    "shift_space",
    "with_roster",
]
