"""How many may wait."""

from typing import Protocol

from planner.flow.rules import Rules


class Room(Protocol):
    """A waiting room of limited size."""

    def admit(self, waiting: int) -> bool:
        """Let one more wait beside so many, or not; tell which."""
        ...


class Limited:
    """Has so many places."""

    def __init__(self, places: int) -> None:
        self._places = places

    def admit(self, waiting: int) -> bool:
        """See `Room`."""
        return waiting < self._places


class Reopening:
    """Closes when the last place is taken, and opens again when fewer than a threshold wait."""

    def __init__(self, places: int, reopen_below: int) -> None:
        self._places = places
        self._reopen_below = reopen_below
        self._closed = False

    def admit(self, waiting: int) -> bool:
        """See `Room`."""
        # chats that agents did not accept come back to the queue, and may fill it, too
        self._closed = waiting >= self._places or (self._closed and waiting >= self._reopen_below)
        if self._closed:
            return False
        self._closed = waiting + 1 >= self._places
        return True


def room(rules: Rules) -> Room | None:
    """Return the waiting room that the rules describe; None if it has no limit."""
    if rules.max_length is None:
        return None
    if rules.reopen_below is None or rules.max_length == 0:
        return Limited(rules.max_length)
    return Reopening(rules.max_length, rules.reopen_below)
