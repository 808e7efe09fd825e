"""A chat on its way through the centre."""

from collections.abc import Callable


class Chat:
    """A customer; while waiting also the SimPy event at which patience or the maximum wait runs out."""

    __slots__ = ("_ok", "arrival", "callbacks", "chat_type", "draw", "number", "waiting")

    def __init__(self, number: int, arrival: float, chat_type: int, draw: float) -> None:
        self.number = number
        self.arrival = arrival
        self.chat_type = chat_type
        self.draw = draw
        self.waiting = False
        self.callbacks: tuple[Callable[[Chat], None], ...] | None = None
        self._ok = True
