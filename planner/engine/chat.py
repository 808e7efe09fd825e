"""A chat on its way through the centre."""

from collections.abc import Callable

from planner.engine.agent import Agent


class Chat:
    """A customer; also the SimPy event of the arrival, and of the end where that is known beforehand."""

    __slots__ = ("agent", "callbacks", "chat_type", "number", "waiting")

    _ok = True

    def __init__(self, number: int, chat_type: int, callbacks: "tuple[Callable[[Chat], None], ...]") -> None:
        self.number = number
        self.chat_type = chat_type
        self.callbacks = callbacks
        self.agent: Agent
        self.waiting: bool


class Patience:
    """The SimPy event at which a waiting chat's patience, or the maximum wait, runs out."""

    __slots__ = ("callbacks", "chat")

    _ok = True

    def __init__(self, chat: Chat, callbacks: "tuple[Callable[[Patience], None], ...]") -> None:
        self.chat = chat
        self.callbacks = callbacks
