"""A planner's own routing strategy, named `module:Class` on the command line."""

import importlib
import sys
from pathlib import Path
from typing import cast

from planner.engine import CustomStrategy


class StrategyUnusable(Exception):
    """The strategy cannot be loaded; the text says why and what would be right."""


def load_strategy(name: str) -> CustomStrategy:
    """Import `module:Class` and make one. The working directory is searched last, so that it shadows nothing.

    Raises `StrategyUnusable`.
    """
    module_name, colon, class_name = name.partition(":")
    if not colon or not module_name or not class_name:
        raise StrategyUnusable(f'"{name}" is not module:Class; write for example my_routing:NewestFirst')
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.append(here)
    try:
        module = importlib.import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name != module_name:
            raise StrategyUnusable(
                f"{name}: the module needs {error.name}, which is not installed"
            ) from error
        raise StrategyUnusable(
            f"{name}: there is no module {module_name}; put {module_name}.py into this folder or install it"
        ) from error
    except Exception as error:
        raise StrategyUnusable(f"{name}: importing it raised {type(error).__name__}: {error}") from error
    made = getattr(module, class_name, None)
    found = getattr(module, "__file__", None) or "a module of Python itself"
    if made is None:
        raise StrategyUnusable(
            f"{name}: {found} has no {class_name}; is another module of that name in the way?"
        )
    try:
        strategy = made()
    except Exception as error:
        raise StrategyUnusable(f"{name}: making one raised {type(error).__name__}: {error}") from error
    if not callable(getattr(strategy, "choose", None)):
        raise StrategyUnusable(f"{name}: {found} gives it no method choose(candidates, chat)")
    return cast(CustomStrategy, strategy)
