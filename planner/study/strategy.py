"""A planner's own routing strategy, named `module:Class` on the command line."""

import importlib
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
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
        with _time_limit(f"importing {module_name}"):
            module = importlib.import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name and error.name != module_name and not module_name.startswith(f"{error.name}."):
            raise StrategyUnusable(
                f"{name}: the module needs {error.name}, which is not installed"
            ) from error
        if module_name.endswith(".py"):
            raise StrategyUnusable(f"{name}: a module is named without .py") from error
        raise StrategyUnusable(
            f"{name}: there is no module {module_name}; put {module_name}.py into this folder or install it"
        ) from error
    except (Exception, SystemExit) as error:
        raise StrategyUnusable(f"{name}: importing it raised {type(error).__name__}: {error}") from error
    made = getattr(module, class_name, None)
    found = getattr(module, "__file__", None) or "a module of Python itself"
    if made is None:
        close = get_close_matches(class_name, vars(module), n=1)
        hint = f"did you mean {close[0]}?" if close else "is another module of that name in the way?"
        raise StrategyUnusable(f"{name}: {found} has no {class_name}; {hint}")
    try:
        with _time_limit(f"making a {class_name}"):
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


class TooLong(BaseException):
    """Raised in a strategy that takes too long: nothing it catches on purpose."""


class Limited:
    """A strategy that may not think for ever."""

    def __init__(self, strategy: CustomStrategy) -> None:
        self._strategy = strategy

    def choose(self, candidates: Sequence[Agent], chat: ChatToRoute) -> Agent:
        """See `CustomStrategy`; raises `TimeoutError`."""
        _set_alarm(LONGEST)
        try:
            return self._strategy.choose(candidates, chat)
        except TooLong:
            raise TimeoutError(f"choose took more than {LONGEST:g} s") from None
        finally:
            _set_alarm(0)


@contextmanager
def _time_limit(what: str) -> Iterator[None]:
    """Raise `TimeoutError` in what takes longer than `LONGEST`, where there are alarms."""
    if _has_alarms():
        signal.signal(signal.SIGALRM, _too_long)
    _set_alarm(LONGEST)
    try:
        yield
    except TooLong:
        raise TimeoutError(f"{what} took more than {LONGEST:g} s") from None
    finally:
        _set_alarm(0)


def _has_alarms() -> bool:
    """Tell whether an alarm would be raised here: not on Windows, and in no thread but the main one."""
    return hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread()


def _set_alarm(seconds: float) -> None:
    if _has_alarms():
        # again every second: a strategy may have a bare `except`
        signal.setitimer(signal.ITIMER_REAL, seconds, 1.0 if seconds else 0.0)


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TooLong
