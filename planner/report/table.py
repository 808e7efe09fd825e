"""A table as console and Markdown show it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A heading, column titles, and rows of text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    names: int = 1
    """How many columns, from the first, hold names: they stand on the left, and long ones take several lines."""


def capital(title: str) -> str:
    """Return a KPI's title, or other words, as they begin a heading."""
    return title[:1].upper() + title[1:]
