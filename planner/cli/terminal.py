"""Where tables and colours go."""

from rich.console import Console

from planner.cli.errors import give_up_output

NARROWEST = 72
"""Columns that tables need; on less the terminal breaks lines, which is better than cutting figures."""


class Terminal(Console):
    """Standard output, wide enough, that takes it easy when its reader goes (`| head`)."""

    def __init__(self) -> None:
        super().__init__(highlight=False)
        self.width = max(self.width, NARROWEST)

    def on_broken_pipe(self) -> None:
        """End without a word."""
        give_up_output()
        raise SystemExit(0)
