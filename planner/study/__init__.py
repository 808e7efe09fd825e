"""Many replications of a scenario, until enough is known."""

from planner.study.budget import TooLarge, check_budget
from planner.study.cautions import assumptions, cautions
from planner.study.echo import interpretations
from planner.study.interrupted import Interrupted
from planner.study.precision import Precision
from planner.study.risk import NothingToExplain, RiskCase
from planner.study.side_by_side import Alternative, SideBySide
from planner.study.strategy import StrategyUnusable
from planner.study.study import Options, Study, run_study
from planner.study.verdict import Judgement, Verdict, judge
from planner.study.workers import WorkerLost, available_cores

__all__ = [
    "Alternative",
    "Interrupted",
    "Judgement",
    "NothingToExplain",
    "Options",
    "Precision",
    "RiskCase",
    "SideBySide",
    "StrategyUnusable",
    "Study",
    "TooLarge",
    "Verdict",
    "WorkerLost",
    "assumptions",
    "available_cores",
    "cautions",
    "check_budget",
    "interpretations",
    "judge",
    "run_study",
]
