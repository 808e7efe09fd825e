"""How a search for staffing is run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

StageProgress = Callable[[str, int, int | None], None]
"""Called with a stage of the search, what is done of it, and of how much; None while that is not known."""


@dataclass(frozen=True)
class SearchOptions:
    """What a planner may ask of a search."""

    replications: int | None = None
    """Of each staffing that is tried; None: as many as the search takes by itself."""
    seed: int | None = None
    """Start of all random numbers; None: the scenario's."""
    workers: int = 1
    allow_large: bool = False
    groups: tuple[str, ...] | None = None
    """Whose agents are varied; None: all that can be."""
    most: Mapping[str, int] = field(default_factory=dict)
    """The most agents at a time, by group."""
    resume: Path | None = None
    """Keeps what was tried, and what an earlier search tried."""

    @property
    def left(self) -> str:
        """What becomes of what was tried where the planner stops the search."""
        if self.resume is None:
            return (
                "with --resume FILE what was tried would be kept, and the same command would go on from there"
            )
        return f"what was tried is kept in {self.resume}, and the same command goes on from there"
