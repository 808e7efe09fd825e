"""How the centre treats those who wait."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """The queue's rules; times in seconds since the scenario's start."""

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

    @property
    def closes(self) -> float:
        """When doors close for the last time (s)."""
        return self.doors[-1][1]
