"""The handle-time model that is equal to conversations: what a chat takes by itself, and how chats slow each other down."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.demand import Blueprint
from planner.demand.backlog import backlog
from planner.flow.demand import FloatColumn
from planner.study.caps.saturation import Slowdown, conversing, derived_slowdown, mean_turns

REPLIES_OF_TYPE = 600_000.0
"""Drawn of each chat type, for lengths."""
SMALLEST_CV = 0.01
"""Below it a length is as good as constant."""
OF_CONVERSATIONS = ("conversation", "patience_until", "reply_order")
"""Keys of chat types and agent groups that have no meaning with a handle time."""


@dataclass(frozen=True)
class Length:
    """How long something takes."""

    mean: float
    """Seconds."""
    cv: float

    @classmethod
    def of(cls, seconds: FloatColumn) -> "Length":
        """Take mean and coefficient of variation of what was drawn."""
        mean = float(seconds.mean())
        return cls(mean, float(seconds.std()) / mean if mean else 0.0)

    def written(self) -> dict[str, Any]:
        """Return it as a scenario's distribution.

        Sums of a random number of times are nearer to a gamma than to a lognormal, and with a cv of 1 that is exponential.
        """
        mean = f"{self.mean:.1f}s"
        if not float(mean[:-1]):
            return {"distribution": "deterministic", "value": "0s"}
        if self.cv < SMALLEST_CV:
            return {"mean": mean, "cv": 0}
        return {"distribution": "gamma", "mean": mean, "cv": round(self.cv, 3)}


@dataclass(frozen=True)
class EqualType:
    """A chat type's conversation as a handle time."""

    handle_time: Length
    """Of a chat that is the agent's only one, to its last reply."""
    first_reply: Length
    """The agent's work on it: what a customer waits for who is alone with the agent."""


@dataclass(frozen=True)
class EqualModel:
    """What takes the place of conversations."""

    chat_types: Mapping[str, EqualType]
    agent_groups: Mapping[str, Slowdown]
    """Those that serve conversations, with up to as many chats at once as were asked for."""
    concurrency: Mapping[str, int]
    """What the scenario gives these groups."""
    mixed: tuple[str, ...] = ()
    """Those of them that serve chats with a handle time, too."""

    def slowdown(self, group: str) -> list[float]:
        """Return the factors for as many chats at once as the scenario gives a group."""
        factors = self.agent_groups[group].factors[: self.concurrency[group]]
        # chance may put a factor a little below 1, which no scenario takes
        return [round(factor, 3) if factor > 1 else 1 for factor in factors]

    def written(self) -> dict[str, Any]:
        """Return the keys of a scenario that say it."""
        return {
            "chat_types": {
                name: {
                    "handle_time": equal.handle_time.written(),
                    "first_reply": equal.first_reply.written(),
                }
                for name, equal in self.chat_types.items()
            },
            "agent_groups": {
                name: {"concurrency": self.concurrency[name], "slowdown": self.slowdown(name)}
                for name in self.agent_groups
            },
        }

    def in_place(self, scenario: Mapping[str, Any]) -> dict[str, Any]:
        """Return a scenario as written, with this in place of its conversations and without variants.

        All else stays but for keys that mean nothing without conversations.
        """
        changed = {key: value for key, value in scenario.items() if key != "variants"}
        written = self.written()
        for section in ("chat_types", "agent_groups"):
            changed[section] = {
                name: _without(given) | written[section].get(name, {})
                for name, given in scenario[section].items()
            }
        return changed


def equal_model(plan: Blueprint, most: Mapping[int, int], seed: int) -> EqualModel | None:
    """Derive it with up to `most` chats at once in each group (by position); None where there are no conversations."""
    groups = {number: group for number, group in enumerate(plan.roster.groups) if conversing(plan, number)}
    chat_types = dict(_types(plan, seed))
    if not chat_types:
        return None
    return EqualModel(
        chat_types,
        {group.name: derived_slowdown(plan, number, most[number], seed) for number, group in groups.items()},
        {group.name: group.concurrency for group in groups.values()},
        tuple(
            group.name
            for number, group in groups.items()
            if len(conversing(plan, number)) < len(group.skills)
        ),
    )


def _types(plan: Blueprint, seed: int) -> Iterator[tuple[str, EqualType]]:
    for number, of_type in enumerate(plan.types):
        if of_type.conversation is None:
            continue
        drawn = backlog(plan, {number: REPLIES_OF_TYPE / mean_turns(plan, number)}, seed, 0)
        assert drawn.conversations is not None
        first = drawn.conversations.work[drawn.conversations.first[:-1]]
        yield of_type.name, EqualType(Length.of(drawn.handle_time), Length.of(first))


def _without(given: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in given.items() if key not in OF_CONVERSATIONS}
