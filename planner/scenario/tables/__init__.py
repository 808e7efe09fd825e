"""Tables that a planner names in a scenario, from CSV or XLSX: hostile until checked."""

from planner.scenario.tables.cell import Cell, Value
from planner.scenario.tables.moments import moments
from planner.scenario.tables.numbers import number, numbers
from planner.scenario.tables.read import read_table
from planner.scenario.tables.table import Table

__all__ = ["Cell", "Table", "Value", "moments", "number", "numbers", "read_table"]
