"""Short names of what is varied, so that a table has room for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.scenario.axes import Axis, Settings

LONGEST = 17
LONGEST_PATH = 18
LONGEST_IN_TEXT = 40


@dataclass(frozen=True)
class Labels:
    """Names of paths, and of values by path."""

    paths: dict[str, str]
    values: dict[str, dict[str, str]]

    @classmethod
    def of(cls, axes: Sequence[Axis]) -> "Labels":
        """Shorten paths to what tells them apart, and values that are too long for a column."""
        paths = [axis.path for axis in axes]
        return cls(
            dict(zip(paths, _cut([_short(path, paths) for path in paths]), strict=True)),
            {axis.path: dict(zip(axis.values, _shortened(axis.values), strict=True)) for axis in axes},
        )

    def cells(self, settings: Settings) -> tuple[str, ...]:
        """Return a point's values."""
        return tuple(self.values[path][value] for path, value in settings)

    def point(self, settings: Settings) -> str:
        """Name a point: `agents=9, concurrency=3`."""
        return ", ".join(
            f"{self.paths[path]}={value if len(value) <= LONGEST_IN_TEXT else self.values[path][value]}"
            for path, value in settings
        )

    def notes(self) -> list[str]:
        """Say what cut paths and values stand for."""
        cut = [f"{short} is {path}" for path, short in self.paths.items() if "…" in short]
        return cut + [
            f"{self.paths[path]} {short} is {value}"
            for path, values in self.values.items()
            for value, short in values.items()
            if short != value
        ]


def _short(path: str, others: Sequence[str]) -> str:
    """Return the last steps of a path that name a key and belong to no other path."""
    steps = path.split(".")
    for count in range(1, len(steps)):
        tail = ".".join(steps[-count:])
        alone = sum(f".{other}".endswith(f".{tail}") for other in others) == 1
        if alone and not steps[-count][0].isdigit():
            return tail
    return path


def _cut(names: Sequence[str]) -> list[str]:
    """Keep the ends of long names: a path ends in what it is about."""
    return [
        name if len(name) <= LONGEST_PATH else f"{number}…{name[2 - LONGEST_PATH :]}"
        for number, name in enumerate(names, start=1)
    ]


def _shortened(values: Sequence[str]) -> list[str]:
    return [
        value if len(value) <= LONGEST else f"{number}: {value[: LONGEST - 5]}…"
        for number, value in enumerate(values, start=1)
    ]
