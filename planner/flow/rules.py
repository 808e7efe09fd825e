"""How the centre treats those who wait."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ring:
    """Who may take a chat once it has waited for a while."""

    after: float
    """How long (s)."""
    groups: tuple[int, ...]
    """Positions of the groups; each ring holds those of the rings before."""


@dataclass(frozen=True)
class Rules:
    """The rules of queue and routing; times in seconds since the scenario's start."""

    doors: tuple[tuple[float, float], ...]
    """When doors open and close, in order; no chat arrives while they are closed."""
    priorities: tuple[int, ...]
    """Per chat type; the lowest is served first. All equal: first come, first served."""
    max_length: int | None = None
    """Most chats that may wait, all types together; an arrival beyond it is blocked."""
    max_wait: float = float("inf")
    """A chat that still waits after this long expires."""
    serve_at_most: float = float("inf")
    """For how long those who wait when doors close are still served, by agents who are on duty then."""

    reopen_below: int | None = None
    """A waiting room that was full takes no one until fewer than this wait."""
    rings: tuple[tuple[Ring, ...], ...] = ()
    """Per chat type, in order of `after`, the first at 0; empty: all with the skill may take a chat at once."""

    slots: tuple[int, ...] = ()
    """How many slots a chat of each type takes; empty: one each."""
    offer_timeout: float = float("inf")
    """An offer that an agent has not accepted by then goes to another."""
    previous_agent: float | None = None
    """How long a returning customer waits for the agent they know; None: as anyone."""
    inactive_after: float = float("inf")
    """A customer who has been silent this long does not take a slot until they come back."""

    @property
    def closes(self) -> float:
        """When doors close for the last time (s)."""
        return self.doors[-1][1]
