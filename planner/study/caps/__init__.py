"""How many chats at once: what each number brings, the agents it needs, and where one more stops paying."""

from planner.study.caps.equal_model import EqualModel, equal_model
from planner.study.caps.frontier import AtCap, CapFrontier, CapOptions, cap_frontier
from planner.study.caps.needed import Needed, Staffing
from planner.study.caps.plans import CapPlans, CapsUnusable, WantedCaps, plan_caps
from planner.study.caps.turning import Meaning, stops_at

__all__ = [
    "AtCap",
    "CapFrontier",
    "CapOptions",
    "CapPlans",
    "CapsUnusable",
    "EqualModel",
    "Meaning",
    "Needed",
    "Staffing",
    "WantedCaps",
    "cap_frontier",
    "equal_model",
    "plan_caps",
    "stops_at",
]
