"""Tables and colours on standard output."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from planner.cli.output import say

NARROWEST = 40
"""Columns that a name and a figure need; on less the terminal breaks lines, which is better than cutting figures."""


@contextmanager
def terminal() -> Iterator[Console]:
    """Give something to print on, as wide as the terminal but wide enough; all of it is shown at the end."""
    console = Console(highlight=False)
    console.width = max(console.width, NARROWEST)
    with console.capture() as capture:
        yield console
    say(capture.get())
