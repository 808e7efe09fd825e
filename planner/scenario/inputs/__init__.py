"""The files that a scenario names: forecasts, logs of arrivals, rosters."""

from planner.scenario.inputs.read import read_files

__all__ = ["read_files"]
