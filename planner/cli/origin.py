"""What was typed, for reports that say how they are made again."""

import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.report.origin import Origin

ELSEWHERE = (
    "--output",
    "-o",
    "--format",
    "-f",
    "--workers",
    "--resume",
    "--roster",
    "--scenario",
    "--records",
)
"""Options that change no figure, and take a value."""


def origin(file: Path) -> "Origin":
    """Return what makes a result of this scenario again. Raises `ScenarioError` where the file cannot be read."""
    from planner.report.origin import Origin
    from planner.scenario.load import read_text

    return Origin(command(sys.argv[1:]), read_text(file))


def command(arguments: Sequence[str]) -> str:
    """Return a command as it is typed beside its files: results do not depend on where these are."""
    typed = shlex.join(["planner", *(_beside(argument) for argument in _telling(arguments))])
    return typed.encode(errors="replace").decode()  # a file's name may be no text


def _telling(arguments: Sequence[str]) -> Iterator[str]:
    """Yield arguments but those that change no figure."""
    left = iter(arguments)
    for argument in left:
        if argument in ELSEWHERE:
            next(left, None)
        elif not argument.startswith(tuple(f"{option}=" for option in ELSEWHERE if option.startswith("--"))):
            yield argument


def _beside(argument: str) -> str:
    is_file = (
        not argument.startswith("-")
        and "=" not in argument
        and Path(argument).suffix in (".yaml", ".yml", ".json")
    )
    return Path(argument).name if is_file else argument
