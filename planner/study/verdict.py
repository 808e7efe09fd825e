"""Whether the promise is kept, as far as the replications tell."""

from dataclasses import dataclass
from enum import Enum

from planner.kpi import Estimate
from planner.study.precision import replications_for

MARGIN = 0.8
"""The mean moves too: aim at a half-width of this share of its distance from the target."""


class Verdict(Enum):
    """By the 95 % interval of the service level; the values are exit codes of `--check-sla`."""

    KEPT = 0
    BROKEN = 1
    UNDECIDED = 3


@dataclass(frozen=True)
class Judgement:
    """A verdict, and how many replications would settle one that is open."""

    verdict: Verdict
    replications_needed: int | None = None


def judge(service_level: Estimate, target: float, done: int) -> Judgement:
    """Judge a service level against its target; `done` is the number of replications behind it."""
    if service_level.mean is None:
        return Judgement(Verdict.UNDECIDED)
    if service_level.low is None or service_level.high is None:
        return Judgement(Verdict.UNDECIDED, max(10, 2 * done))
    if service_level.low >= target:
        return Judgement(Verdict.KEPT)
    if service_level.high < target:
        return Judgement(Verdict.BROKEN)
    distance = abs(service_level.mean - target)
    if distance == 0:
        return Judgement(Verdict.UNDECIDED)
    needed = replications_for(service_level, MARGIN * distance, done)
    return Judgement(Verdict.UNDECIDED, max(done + 1, needed))
