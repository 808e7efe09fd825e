"""How the centre treats those who wait."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """The queue's rules; times in seconds since the scenario's start."""

    closes: float
    """Doors close: no arrival from here on."""
    priorities: tuple[int, ...]
    """Per chat type; the lowest is served first. All equal: first come, first served."""
    max_length: int | None = None
    """Most chats that may wait, all types together; an arrival beyond it is blocked."""
    max_wait: float = float("inf")
    """A chat that still waits after this long expires."""
    serve_after_close: bool = True
    """Whether agents who are on at `closes` serve those who wait then."""
