"""What went wrong, in a planner's words."""

import errno
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.scenario import ScenarioError

BAD_INPUT = 2
INTERRUPTED = 130
MOST_PROBLEMS = 100
MOST_CHARACTERS = 500


@dataclass(frozen=True)
class Explanation:
    """What to say, and the exit code."""

    text: str
    code: int = BAD_INPUT


class Unusable(Exception):
    """An option or file that cannot be used; the text says why and what would be right."""


def problem_list(error: "ScenarioError") -> str:
    """Return a line per problem; the first hundred are enough to begin with."""
    count = len(error.problems)
    lines = [str(problem) for problem in error.problems[:MOST_PROBLEMS]]
    if count > MOST_PROBLEMS:
        lines.append(f"... and {count - MOST_PROBLEMS} more")
    return "\n".join(lines)


def give_up_output() -> None:
    """Send what is still to be written nowhere: Python would complain again on exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def explain(error: Exception) -> Explanation | None:
    """Return what to tell the planner; None for an error that is ours."""
    from planner.engine import StrategyFailed
    from planner.scenario import ScenarioError
    from planner.scenario.problems import printable
    from planner.scenario.tables.made_workbook import NoWorkbooks
    from planner.staffing.schedule import NoPatterns
    from planner.staffing.shifts import UnusablePatterns
    from planner.staffing.shifts.cover import NoPlan
    from planner.staffing.solver import SolverLost
    from planner.study import (
        Interrupted,
        NobodyTells,
        NothingToExplain,
        NothingToWatch,
        StrategyUnusable,
        TooLarge,
        WorkerLost,
    )
    from planner.study.caps import CapsUnusable
    from planner.study.kept_lines import ResumeUnusable

    if isinstance(error, (UnusablePatterns, NoWorkbooks, NoPlan, NoPatterns)):
        return Explanation(f"error: {printable(str(error))}")
    if isinstance(error, (Unusable, CapsUnusable)):
        return Explanation(f"error: {printable(str(error))}")
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
        give_up_output()
        return Explanation(f"error: standard output cannot be written: {error.strerror}")
    if isinstance(error, ResumeUnusable):
        return Explanation(f"error: --resume: {printable(str(error))}")
    if isinstance(error, ScenarioError):
        return Explanation(problem_list(error))
    if isinstance(error, Interrupted):
        done = f"{error.done} of {error.of} {error.what} were done"
        if error.of is None:
            done = f"no answer yet, {error.what} done: {error.done}"
        return Explanation(f"stopped: {done}; {error.kept}", INTERRUPTED)
    if isinstance(error, TooLarge):
        return Explanation(f"error: {error}; make it smaller, or insist with --allow-large")
    if isinstance(error, MemoryError):
        return Explanation("error: there is not enough memory; make the scenario smaller, or try --workers 1")
    if isinstance(error, NobodyTells):
        return Explanation(
            f"error: --best: no alternative has anything that {error} could tell of; see the KPI reference"
        )
    if isinstance(error, NothingToWatch):
        return Explanation(
            f"error: --precision-kpi: the scenario has nothing that {error} could tell of; see the KPI reference"
        )
    if isinstance(error, NothingToExplain):
        return Explanation(
            "error: --explain-risk: the scenario has neither uncertainty nor absence, so all of the risk is chance; "
            "give for example uncertainty: 10%"
        )
    if isinstance(error, (WorkerLost, SolverLost)):
        return Explanation(
            "error: a worker process was killed or could not be started, most likely for memory; try --workers 1"
        )
    if isinstance(error, (StrategyFailed, StrategyUnusable)):
        return Explanation(f"error: --strategy: {printable(str(error)[:MOST_CHARACTERS])}")
    return None
