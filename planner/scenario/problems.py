"""What is wrong with a scenario, where, and what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass


def printable(text: str) -> str:
    """Return text without control characters, which could do things to a terminal."""
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)


@dataclass(frozen=True, order=True)
class Place:
    """Where in the planner's input something stands; lines and columns count from 1, 0 where there is none."""

    source: str
    """The file's name, or the `--set` option."""
    line: int = 0
    column: int = 0
    words: str = ""
    """How a place in a table is told, such as `sheet Plan, row 5, column B (start)`."""

    def __str__(self) -> str:
        source = printable(self.source)
        if self.words:
            return f"{source}, {printable(self.words)}"
        return f"{source}:{self.line}:{self.column}" if self.line else source


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend."""

    place: Place
    wrong: str
    fix: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.wrong}" + (f"; {self.fix}" if self.fix else "")


class ScenarioError(Exception):
    """The scenario cannot be used; `problems` are all that were found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
