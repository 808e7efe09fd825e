"""Many replications of a scenario, until enough is known."""

from planner.study.alternatives import Wanted, read_alternatives
from planner.study.best import Best, Goal, NobodyTells, first_stage
from planner.study.budget import TooLarge, check_budget
from planner.study.cautions import assumptions, cautions
from planner.study.comparison import Compared, CompareOptions, Comparison, compare
from planner.study.contrast import Contrast, Contrasts
from planner.study.echo import interpretations
from planner.study.interrupted import Interrupted
from planner.study.precision import NothingToWatch, Precision
from planner.study.recorded import Recorded, recorded
from planner.study.risk import NothingToExplain, RiskCase
from planner.study.side_by_side import Alternative, SideBySide
from planner.study.strategy import StrategyUnusable
from planner.study.study import Options, Study, run_study
from planner.study.verdict import Judgement, Verdict, judge
from planner.study.workers import WorkerLost, available_cores

__all__ = [
    "Alternative",
    "Best",
    "CompareOptions",
    "Compared",
    "Comparison",
    "Contrast",
    "Contrasts",
    "Goal",
    "Interrupted",
    "Judgement",
    "NobodyTells",
    "NothingToExplain",
    "NothingToWatch",
    "Options",
    "Precision",
    "Recorded",
    "RiskCase",
    "SideBySide",
    "StrategyUnusable",
    "Study",
    "TooLarge",
    "Verdict",
    "Wanted",
    "WorkerLost",
    "assumptions",
    "available_cores",
    "cautions",
    "check_budget",
    "compare",
    "first_stage",
    "interpretations",
    "judge",
    "read_alternatives",
    "recorded",
    "run_study",
]
