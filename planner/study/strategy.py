"""A planner's own routing strategy, named `module:Class` on the command line."""

import importlib
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import cast

from planner.engine import Agent, ChatToRoute, CustomStrategy

LONGEST = 20.0
"""Seconds that a strategy may take for anything."""


class StrategyUnusable(Exception):
    """The strategy cannot be loaded; the text says why and what would be right."""


def load_strategy(name: str) -> CustomStrategy:
    """Import `module:Class` and make one. The working directory is searched last, so that it shadows nothing.

    Raises `StrategyUnusable`.
    """
    module_name, colon, class_name = name.partition(":")
    if not colon or not module_name or not class_name:
        raise StrategyUnusable(f'"{name}" is not module:Class; write for example my_routing:NewestFirst')
    _search_here()
    try:
        with time_limit(f"importing {module_name}"):
            module = importlib.import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name and error.name != module_name and not module_name.startswith(f"{error.name}."):
            raise StrategyUnusable(
                f"{name}: the module needs {error.name}, which is not installed"
            ) from error
        raise StrategyUnusable(
            f"{name}: there is no module {module_name}; put {module_name}.py into this folder or install it"
        ) from error
    except (Exception, SystemExit) as error:
        raise StrategyUnusable(f"{name}: importing it raised {type(error).__name__}: {error}") from error
    made = getattr(module, class_name, None)
    found = getattr(module, "__file__", None) or "a module of Python itself"
    if made is None:
        raise StrategyUnusable(
            f"{name}: {found} has no {class_name}; is another module of that name in the way?"
        )
    try:
        with time_limit(f"making a {class_name}"):
            strategy = made()
    except (Exception, SystemExit) as error:
        raise StrategyUnusable(f"{name}: making one raised {type(error).__name__}: {error}") from error
    if not callable(getattr(strategy, "choose", None)):
        raise StrategyUnusable(f"{name}: {found} gives it no method choose(candidates, chat)")
    return Limited(cast(CustomStrategy, strategy))


def _search_here() -> None:
    try:
        here = str(Path.cwd())
    except OSError:  # the folder was deleted
        return
    if here not in sys.path:
        sys.path.append(here)


class Limited:
    """A strategy that may not think for ever."""

    def __init__(self, strategy: CustomStrategy) -> None:
        self._strategy = strategy

    def choose(self, candidates: Sequence[Agent], chat: ChatToRoute) -> Agent:
        """See `CustomStrategy`; raises `TimeoutError`."""
        with time_limit("choose"):
            return self._strategy.choose(candidates, chat)


@contextmanager
def time_limit(what: str) -> Iterator[None]:
    """Raise `TimeoutError` in what takes longer than `LONGEST`, where the system has alarms."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def too_long(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"{what} took more than {LONGEST:g} s")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
