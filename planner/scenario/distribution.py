"""How a random duration is written: a bare mean, `{mean, cv}`, or a named family and its parameters."""

import math
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from planner.scenario.fields import DURATION_SCHEMA, Duration, Share, Strict, wrong

Family = Literal[
    "exponential",
    "lognormal",
    "gamma",
    "weibull",
    "erlang",
    "uniform",
    "triangular",
    "deterministic",
    "hyperexponential",
    "empirical",
]

WAYS: dict[str, tuple[frozenset[str], ...]] = {
    family: tuple(frozenset(way.split()) for way in ways)
    for family, ways in {
        "exponential": ("mean",),
        "lognormal": ("mean cv", "median sigma", "median cv"),
        "gamma": ("mean cv", "shape scale", "mean shape"),
        "weibull": ("mean cv", "shape scale", "mean shape"),
        "erlang": ("mean phases", "mean cv"),
        "uniform": ("low high", "mean cv"),
        "triangular": ("low mode high", "mean cv"),
        "deterministic": ("value", "mean"),
        "hyperexponential": ("mean cv",),
        "empirical": ("values", "values weights"),
    }.items()
}
"""The sets of parameters by which each family may be given."""


class Distribution(Strict):
    """A random duration."""

    distribution: Family | None = None
    """Family; without it `{mean, cv}` is lognormal and `{mean}` exponential."""
    mean: Duration | None = None
    """Mean duration."""
    cv: Annotated[float, Field(strict=True, ge=0, le=50)] | None = None
    """Coefficient of variation: standard deviation / mean. 0 is a constant."""
    median: Duration | None = None
    """Median (lognormal)."""
    sigma: Annotated[float, Field(strict=True, ge=0, le=5)] | None = None
    """Standard deviation of the logarithm (lognormal)."""
    shape: Annotated[float, Field(strict=True, ge=0.1, le=1000)] | None = None
    """Shape (gamma, weibull)."""
    scale: Duration | None = None
    """Scale (gamma, weibull)."""
    phases: Annotated[int, Field(strict=True, ge=1, le=1000)] | None = None
    """Number of exponential phases (erlang)."""
    low: Duration | None = None
    """Shortest (uniform, triangular)."""
    mode: Duration | None = None
    """Most likely (triangular)."""
    high: Duration | None = None
    """Longest (uniform, triangular)."""
    value: Duration | None = None
    """The constant (deterministic)."""
    values: Annotated[tuple[Duration, ...], Field(min_length=1, max_length=10_000)] | None = None
    """Observed durations, each equally likely (empirical)."""
    weights: (
        Annotated[tuple[Annotated[float, Field(strict=True, ge=0, le=1e9)], ...], Field(min_length=1)] | None
    ) = None
    """How often each of `values` occurs (empirical)."""

    @field_validator("distribution", mode="before")
    @classmethod
    def _lower_case(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @property
    def family(self) -> str:
        """The family, with the defaults applied."""
        if self.cv == 0 and self.mean is not None:
            return "deterministic"
        return self._written_family

    @property
    def _written_family(self) -> str:
        return self.distribution or ("exponential" if self.cv is None else "lognormal")

    def parameters(self) -> dict[str, Any]:
        """Return the parameters that are given, durations in seconds."""
        return self.model_dump(exclude={"distribution", "at_concurrency", "balking"}, exclude_none=True)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        """Raise for a set of parameters that gives no distribution of the family."""
        given = frozenset(self.parameters())
        family = self._written_family
        ways = WAYS[family]
        if given not in ways and not (given == {"mean", "cv"} and self.cv == 0):
            named = [family for family, others in WAYS.items() if given in others]
            if self.distribution is None and named:
                parameters = " and ".join(sorted(given, key=_ORDER.index))
                raise wrong(
                    f"{parameters} without a distribution",
                    "add " + " or ".join(f"distribution: {family}" for family in named),
                )
            said = " and ".join(sorted(given)) or "nothing"
            right = " or ".join("{" + ", ".join(sorted(way, key=_ORDER.index)) + "}" for way in ways)
            raise wrong(f"{family} is given by {said}", f"give {right}")
        self._sensible(family)
        return self

    def _sensible(self, family: str) -> None:
        nothing = [key for key in ("mean", "median", "scale") if getattr(self, key) == 0]
        if nothing and family != "deterministic":
            raise wrong(
                f"a {nothing[0]} of 0s leaves nothing to draw",
                "write {distribution: deterministic, value: 0s}",
            )
        if family == "uniform" and self.low is not None and self.high is not None and self.low > self.high:
            raise wrong("low is above high", "give low <= high")
        if family == "triangular" and None not in (self.low, self.mode, self.high):
            low, mode, high = self.low or 0.0, self.mode or 0.0, self.high or 0.0
            if not low <= mode <= high or low == high:
                raise wrong("low, mode and high are not in order", "give low <= mode <= high, low < high")
        if self.cv:
            self._cv_fits(family, self.cv)
        if self.weights is not None and (
            len(self.weights) != len(self.values or ()) or not sum(self.weights) > 0
        ):
            raise wrong("weights do not match values", "give one weight per value, not all 0")

    def _cv_fits(self, family: str, cv: float) -> None:
        if cv < 0.001:
            raise wrong(f"a cv of {cv:g} is as good as none", "give cv: 0 for a constant, or at least 0.001")
        if family == "erlang" and abs(round(cv**-2) * cv**2 - 1) > 0.02:
            near = max(1, round(cv**-2))
            phases = "1 phase" if near == 1 else f"{near} phases"
            raise wrong(
                f"no erlang has a cv of {cv:g}", f"give phases, cv {near**-0.5:.4g} ({phases}), or use gamma"
            )
        if family == "hyperexponential" and cv < 1:
            raise wrong(f"a hyperexponential has a cv of at least 1, not {cv:g}", "use gamma or lognormal")
        most = {"uniform": 1 / math.sqrt(3), "triangular": 1 / math.sqrt(6)}.get(family)
        if most is not None and cv > most:
            raise wrong(f"a {family} with cv {cv:g} would go below 0", f"give a cv up to {most:.3f}")
        if family == "weibull" and not 0.01 <= cv <= 20:
            raise wrong(f"a weibull with cv {cv:g} is out of range", "give a cv from 0.01 to 20")
        if family == "gamma" and not cv >= 0.01:
            raise wrong(f"a gamma with cv {cv:g} is out of range", "give a cv of at least 0.01, or 0")


class HandleTime(Distribution):
    """A chat's own length, or as a platform exports it with `at_concurrency`."""

    at_concurrency: Annotated[float, Field(strict=True, ge=1, le=100)] | None = None
    """The mean number of chats at once when the handle time was measured; it is rescaled by slowdown."""


class PatienceLaw(Distribution):
    """How long customers wait for an assignment."""

    balking: Annotated[Share, Field(lt=1)] = 0.0
    """Share of customers who leave at once if no agent is free; the others wait as the distribution says."""


_ORDER = list(Distribution.model_fields)


def _exponential(value: object) -> object:
    return _bare(value, {"distribution": "exponential", "mean": value}, "9m")


def _constant(value: object) -> object:
    return _bare(value, {"distribution": "deterministic", "value": value}, "20s")


def _patience(value: object) -> object:
    return (
        value
        if value == "never"
        else _bare(value, {"distribution": "exponential", "mean": value}, "3m, or never")
    )


def _bare(value: object, meaning: dict[str, object], example: str) -> object:
    """Return what a distribution means that may be written as a bare duration."""
    if value == {}:
        raise wrong("nothing is given", f"give a duration such as {example}")
    if isinstance(value, list):
        raise wrong("this is a list", f"give a duration such as {example}")
    return value if isinstance(value, dict) else meaning


def _schema(model: type[Distribution], *words: str) -> WithJsonSchema:
    full = model.model_json_schema()
    extra: list[dict[str, Any]] = [{"const": word} for word in words]
    return WithJsonSchema({"anyOf": [DURATION_SCHEMA, *extra, full]})


ByMean = Annotated[HandleTime, BeforeValidator(_exponential), _schema(HandleTime)]
"""A bare duration is the mean of an exponential."""
ByPlainMean = Annotated[Distribution, BeforeValidator(_exponential), _schema(Distribution)]
"""The same for what no other chat slows down: it takes no `at_concurrency`."""
ByValue = Annotated[Distribution, BeforeValidator(_constant), _schema(Distribution)]
"""A bare duration is a constant."""
Patience = Annotated[
    Annotated[PatienceLaw, Tag("[duration]")] | Annotated[Literal["never"], Tag("[never]")],
    Discriminator(lambda value: "[never]" if value == "never" else "[duration]"),
    BeforeValidator(_patience),
    _schema(PatienceLaw, "never"),
]
"""A bare duration is the mean of an exponential; `never` is endless."""

NO_TIME = Distribution.model_validate({"distribution": "deterministic", "value": "0s"})
