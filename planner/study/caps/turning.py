"""Where another chat at once stops paying."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.kpi import Figures
from planner.study.caps.needed import Change
from planner.study.contrast import Contrast

LEAST_MISSED = 0.01
"""Fewer missed than by this share of the offered are no reason to change how people work, however sure that is."""
LEAST_MORE = 0.01
"""Nor are more chats per agent hour than by this share."""
LEAST_WAIT = 1.0
"""A wait shorter by less (s) goes unnoticed."""
COSTS = {"reply_time_p90": "worse", "reply_time_mean": "worse", "frt_mean": "worse"}
"""What another chat at once costs the customers, and the verdict that says so."""
SLOWER = {"handle_time_mean": "higher"}
"""The cost where chats are no conversations, so that there are no replies to wait for."""

UNSURE = ("undecided", "unknown")
"""Verdicts of differences that may be nothing, or large."""


@dataclass(frozen=True)
class Meaning:
    """What one more chat at once brings for sure, by enough to matter."""

    gains: tuple[str, ...]
    """KPIs."""
    fewer_agents: bool
    costs: tuple[str, ...]
    """KPIs."""
    moves_the_wait: bool
    """Whether customers wait less for an agent, and not less for the first reply."""
    may_gain: bool = False
    """Whether, for all that is known, it may bring enough to matter."""

    @property
    def pays(self) -> bool:
        """Whether it brings anything."""
        return bool(self.gains) or self.fewer_agents

    @property
    def does_not_pay(self) -> bool:
        """Whether it surely brings too little, and costs something."""
        return bool(self.costs) and not self.pays and not self.may_gain


def meaning(before: Figures, contrasts: Mapping[str, Contrast], change: Change) -> Meaning:
    """Say what a step brings, by the figures before it, its contrasts, and how the agents needed change."""
    talks = "reply_time_mean" in contrasts
    costs = COSTS if talks else COSTS | SLOWER
    wait, response = contrasts["wait_mean"], contrasts["frt_mean"]
    return Meaning(
        gains=tuple(_gains(before, contrasts)),
        fewer_agents=change == "fewer",
        costs=tuple(
            key for key, word in costs.items() if key in contrasts and contrasts[key].verdict == word
        ),
        moves_the_wait=talks
        and wait.verdict == "better"
        and _size(wait) >= LEAST_WAIT
        and response.verdict != "better",
        may_gain=_may_gain(before, contrasts),
    )


def _gains(before: Figures, contrasts: Mapping[str, Contrast]) -> Iterator[str]:
    """Yield what gets surely better, by enough to matter."""
    missed, more = contrasts["missed_rate"], contrasts["chats_per_agent_hour"]
    if missed.verdict == "better" and _size(missed) >= LEAST_MISSED:
        yield "missed_rate"
    if more.verdict == "higher" and _size(more) >= LEAST_MORE * (before["chats_per_agent_hour"].mean or 0.0):
        yield "chats_per_agent_hour"


def _may_gain(before: Figures, contrasts: Mapping[str, Contrast]) -> bool:
    """Tell whether a difference that is not sure may be a gain that matters."""
    missed, more = contrasts["missed_rate"], contrasts["chats_per_agent_hour"]
    least, most = missed.difference.low, more.difference.high
    enough = LEAST_MORE * (before["chats_per_agent_hour"].mean or 0.0)
    return (missed.verdict in UNSURE and (least is None or least <= -LEAST_MISSED)) or (
        more.verdict in UNSURE and (most is None or most >= enough)
    )


def _size(contrast: Contrast) -> float:
    return abs(contrast.difference.mean or 0.0)


def stops_at(steps: Sequence[Meaning]) -> int | None:
    """Return the first step that does not pay; None if there is none."""
    return next((place for place, step in enumerate(steps) if step.does_not_pay), None)
