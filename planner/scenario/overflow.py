"""Overflow rings: who may take a chat, the longer it waits."""

from typing import Annotated

from pydantic import Field

from planner.scenario.fields import Duration, Name, Strict

Level = Annotated[int, Field(strict=True, ge=1, le=5)]
BEST = 5


class Ring(Strict):
    """Who may take a chat once it has waited for a while."""

    after: Duration = 0.0
    """From then on."""
    groups: Annotated[tuple[Name, ...], Field(min_length=1)] | None = None
    """Groups, of those with the skill, that join those of the rings before; default for the first ring all."""
    level: Level | None = None
    """The least level at the skill that is asked for from then on; default as before, at first 1."""
