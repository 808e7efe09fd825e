"""Conversations: how many replies a chat takes, how long each, and how long customers think between them."""

import math
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from planner.scenario.distribution import ByPlainMean
from planner.scenario.fields import Duration, Share, Strict, wrong

MOST_TURNS = 1000
"""Replies of one chat; draws beyond are cut."""
LARGEST_MEAN = 200

TurnsFamily = Literal["geometric", "poisson", "negative_binomial", "deterministic", "empirical"]

Count = Annotated[int, Field(strict=True, ge=1, le=MOST_TURNS)]

WAYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "geometric": (("mean",),),
    "poisson": (("mean",),),
    "negative_binomial": (("mean", "cv"),),
    "deterministic": (("value",), ("mean",)),
    "empirical": (("values",), ("values", "weights")),
}
"""The parameters by which each family may be given."""


class Turns(Strict):
    """How many replies of the agent a chat takes, at least 1."""

    distribution: TurnsFamily = "geometric"
    """`geometric` (the chat ends after each reply with the same chance), `poisson` and `negative_binomial` (1 and as many
    more), `deterministic`, or `empirical`."""
    mean: Annotated[float, Field(strict=True, ge=1, le=LARGEST_MEAN)] | None = None
    """Mean number of replies (geometric, poisson, negative_binomial)."""
    cv: Annotated[float, Field(strict=True, gt=0, le=10)] | None = None
    """Coefficient of variation (negative_binomial)."""
    value: Count | None = None
    """The number (deterministic)."""
    values: Annotated[tuple[Count, ...], Field(min_length=1, max_length=1000)] | None = None
    """Observed numbers, each equally likely (empirical)."""
    weights: (
        Annotated[tuple[Annotated[float, Field(strict=True, ge=0, le=1e9)], ...], Field(min_length=1)] | None
    ) = None
    """How often each of `values` occurs (empirical)."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        """Raise for a set of parameters that gives no number of the family."""
        ways = WAYS[self.distribution]
        given = tuple(key for key in type(self).model_fields if getattr(self, key) is not None)[1:]
        if given not in ways:
            named = [family for family, known in WAYS.items() if given in known]
            if "distribution" not in self.model_fields_set and named:
                raise wrong(
                    f"{' and '.join(given)} without a distribution",
                    "add " + " or ".join(f"distribution: {family}" for family in named),
                )
            right = " or ".join("{" + ", ".join(way) + "}" for way in ways)
            raise wrong(
                f"{self.distribution} turns are given by {' and '.join(given) or 'nothing'}", f"give {right}"
            )
        if self.distribution == "deterministic" and self.mean is not None and self.mean % 1:
            raise wrong(f"no chat has {self.mean:g} replies", "give a whole number, or another distribution")
        if self.weights is not None and (
            len(self.weights) != len(self.values or ()) or not sum(self.weights) > 0
        ):
            raise wrong("weights do not match values", "give one weight per value, not all 0")
        if self.mean is not None and self.cv is not None:
            least = math.sqrt(self.mean - 1) / self.mean
            if self.mean == 1 or self.cv <= least:
                raise wrong(
                    f"no negative_binomial of mean {self.mean:g} has a cv of {self.cv:g}",
                    f"give a cv above {least:.3g}, or use poisson" if self.mean > 1 else "use deterministic",
                )
        return self


def _geometric(value: object) -> object:
    return value if isinstance(value, dict) else {"mean": value}


TurnsLaw = Annotated[
    Turns,
    BeforeValidator(_geometric),
    WithJsonSchema(
        {"anyOf": [{"type": "number", "minimum": 1, "maximum": LARGEST_MEAN}, Turns.model_json_schema()]}
    ),
]
"""A bare number is the mean of a geometric."""


class Canned(Strict):
    """Replies that the agent only picks."""

    share: Share
    """Share of all replies, the first and the last included."""
    work: ByPlainMean
    """The agent reads, picks and sends one; a bare duration is the mean of an exponential."""


class Conversation(Strict):
    """A chat as a sequence of turns. The agent works on one reply at a time; the other customers wait for theirs."""

    turns: TurnsLaw
    """Replies of the agent per chat, at least 1; a bare number is the mean of a geometric."""
    reply_work: ByPlainMean
    """The agent reads and types one reply; a bare duration is the mean of an exponential."""
    customer_gap: ByPlainMean
    """The customer reads, thinks and types; a bare duration is the mean of an exponential."""
    first_reply_work: ByPlainMean | None = None
    """The same as `reply_work` for the first reply, for which the agent reads the history; default as all replies."""
    closing_work: ByPlainMean | None = None
    """And for the last reply of chats of two or more; default as all replies."""
    canned: Canned | None = None
    """Replies from a stock: `{share: 30%, work: {mean: 8s}}`."""
    reply_patience: ByPlainMean | None = None
    """How long a customer waits for a reply before leaving in the course of the chat; default for ever."""
    inactive_close: Annotated[Duration, Field(gt=0)] | None = None
    """A chat whose customer has not written for so long after a reply is closed; default it stays open until they do."""
