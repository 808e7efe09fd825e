"""What a difference means to a planner: better, worse, or not to be told yet."""

from dataclasses import dataclass
from typing import Literal

from planner.kpi import Estimate
from planner.kpi.direction import BETTER
from planner.kpi.paired import Difference, Differences, PairedDifferences
from planner.study.precision import replications_for
from planner.study.verdict import MARGIN

Word = Literal["better", "worse", "higher", "lower", "same", "undecided", "unknown"]
"""Higher and lower are told of what is neither good nor bad by itself; same is equal in every replication;
unknown is what one replication, or none that tells, leaves open."""


@dataclass(frozen=True)
class Contrast:
    """A KPI of an alternative less that of the base, and what to think of it."""

    difference: Estimate
    verdict: Word
    variance_saved: float | None = None
    replications_needed: int | None = None
    """About how many would tell, where these do not."""


@dataclass(frozen=True)
class Contrasts:
    """All of an alternative's, by KPI."""

    figures: dict[str, Contrast]
    chat_types: dict[str, dict[str, Contrast]]
    agent_groups: dict[str, dict[str, Contrast]]


def contrasts(differences: PairedDifferences, done: int) -> Contrasts:
    """Judge all differences; `done` is the number of replications behind them."""

    def judged(of_scope: Differences) -> dict[str, Contrast]:
        return {key: contrast(key, difference, done) for key, difference in of_scope.items()}

    return Contrasts(
        judged(differences.figures),
        {name: judged(of_type) for name, of_type in differences.chat_types.items()},
        {name: judged(of_group) for name, of_group in differences.agent_groups.items()},
    )


def contrast(key: str, difference: Difference, done: int) -> Contrast:
    """Judge one difference."""
    found = difference.estimate
    word = verdict(key, difference)
    needed = None
    if word == "undecided" and found.mean:
        needed = max(done + 1, replications_for(found, MARGIN * abs(found.mean), done))
    return Contrast(found, word, difference.variance_saved, needed)


def verdict(key: str, difference: Difference) -> Word:
    """Put a difference into a word."""
    found = difference.estimate
    if found.mean is None or found.low is None or found.high is None:
        return "unknown"
    if difference.always_equal:
        return "same"
    if found.low <= 0 <= found.high:
        return "undecided"
    side: Literal["higher", "lower"] = "higher" if found.low > 0 else "lower"
    good = BETTER.get(key)
    if good is None:
        return side
    return "better" if side == good else "worse"
