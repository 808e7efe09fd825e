"""What a planner writes: the scenario, how it is read, and what can be wrong with it."""

from planner.scenario.load import load, loads
from planner.scenario.model import Scenario
from planner.scenario.problems import Place, Problem, ScenarioError
from planner.scenario.schema import json_schema
from planner.scenario.templates import companions, template_text, templates

__all__ = [
    "Place",
    "Problem",
    "Scenario",
    "ScenarioError",
    "companions",
    "json_schema",
    "load",
    "loads",
    "template_text",
    "templates",
]
