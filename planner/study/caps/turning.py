"""Where another chat at once stops paying."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.study.caps.needed import Change
from planner.study.contrast import Contrast

GAINS = {"missed_rate": "better", "chats_per_agent_hour": "higher"}
"""What another chat at once is for, and the verdict that says so."""
COSTS = {"reply_time_p90": "worse", "reply_time_mean": "worse", "frt_mean": "worse"}
"""What it costs the customers."""
SLOWER = {"handle_time_mean": "higher"}
"""The cost where chats are no conversations, so that there are no replies to wait for."""


@dataclass(frozen=True)
class Meaning:
    """What one more chat at once brings for sure."""

    gains: tuple[str, ...]
    """KPIs."""
    fewer_agents: bool
    costs: tuple[str, ...]
    """KPIs."""
    moves_the_wait: bool
    """Whether customers wait less for an agent, and not less for the first reply."""

    @property
    def pays(self) -> bool:
        """Whether it brings anything."""
        return bool(self.gains) or self.fewer_agents


def meaning(contrasts: Mapping[str, Contrast], change: Change) -> Meaning:
    """Say what a step brings, by its contrasts and by the agents needed."""

    def found(verdicts: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(
            key for key, word in verdicts.items() if key in contrasts and contrasts[key].verdict == word
        )

    talks = "reply_time_mean" in contrasts
    return Meaning(
        gains=found(GAINS),
        fewer_agents=change == "fewer",
        costs=found(COSTS if talks else COSTS | SLOWER),
        moves_the_wait=talks
        and contrasts["wait_mean"].verdict == "better"
        and contrasts["frt_mean"].verdict != "better",
    )


def stops_at(steps: Sequence[Meaning]) -> int | None:
    """Return the first step that brings nothing and costs something; None if there is none."""
    return next((place for place, step in enumerate(steps) if not step.pays and step.costs), None)
