"""What a results file holds, taken out with care: it comes from a disk, and may hold anything."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from planner.kpi import BY_KEY, Estimate, Figures

LONGEST_TEXT = 1_000_000
"""Characters; no scenario is longer."""
LARGEST = 1e30
"""No figure is larger, nor is a seed; so its text is short, and sums of some are still numbers."""
HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which JSON can hold and files in UTF-8 cannot."""


class NoResult(Exception):
    """The file is no result that can be shown; the text says where, and what is wrong there."""


@dataclass(frozen=True)
class Reading:
    """A part of a results file, and where it is."""

    value: Any
    at: str = ""

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def __getitem__(self, key: str) -> "Reading":
        """Return what is under a key. Raises `NoResult` where there is nothing."""
        if not isinstance(self.value, dict):
            raise self._no("a group of keys")
        if key not in self.value:
            raise NoResult(
                f"{self._below(key)} is missing; this is no result of planner, or of another version"
            )
        return Reading(self.value[key], self._below(key))

    def number_at(self, key: str) -> float | None:
        """Return the number under a key; None where it is not told. Raises `NoResult`."""
        return self[key].number if key in self else None

    def text_at(self, key: str) -> str | None:
        """Return the text under a key; None where it is not told. Raises `NoResult`."""
        return self[key].text if key in self else None

    def items(self) -> Iterator[tuple[str, "Reading"]]:
        """Yield keys and what is under them. Raises `NoResult`."""
        if not isinstance(self.value, dict):
            raise self._no("a group of keys")
        for key, value in self.value.items():
            if HALVES.search(key):
                raise self._no("a group of keys that are text")
            yield key, Reading(value, self._below(key))

    def rows(self) -> list["Reading"]:
        """Return the entries of a list. Raises `NoResult`."""
        if not isinstance(self.value, list):
            raise self._no("a list")
        return [Reading(value, f"{self.at}[{place}]") for place, value in enumerate(self.value)]

    def fields(self, count: int) -> list["Reading"]:
        """Return the entries of a list of just so many. Raises `NoResult`."""
        found = self.rows()
        if len(found) != count:
            raise self._no(f"a list of {count}")
        return found

    @property
    def text(self) -> str:
        """The value as text. Raises `NoResult`."""
        if not isinstance(self.value, str) or len(self.value) > LONGEST_TEXT or HALVES.search(self.value):
            raise self._no("text")
        return self.value

    @property
    def number(self) -> float:
        """The value as a number. Raises `NoResult`."""
        if (
            isinstance(self.value, bool)
            or not isinstance(self.value, int | float)
            or not abs(self.value) <= LARGEST  # nor is NaN
        ):
            raise self._no("a number")
        return float(self.value)

    @property
    def whole(self) -> int:
        """The value as a whole number, to the last digit: a seed has more than a float. Raises `NoResult`."""
        if isinstance(self.value, bool) or not isinstance(self.value, int) or abs(self.value) > LARGEST:
            raise self._no("a whole number")
        return self.value

    @property
    def place(self) -> int:
        """The value as a place in a list, from 0. Raises `NoResult`."""
        if self.whole < 0:
            raise self._no("a place in a list")
        return self.whole

    @property
    def kpi(self) -> str:
        """The value as the key of a KPI. Raises `NoResult`."""
        if self.text not in BY_KEY:
            raise self._no("a KPI of this version")
        return self.text

    @property
    def truth(self) -> bool:
        """The value as yes or no. Raises `NoResult`."""
        if not isinstance(self.value, bool):
            raise self._no("true or false")
        return self.value

    @property
    def instant(self) -> datetime:
        """The value as what clocks show, without their offset. Raises `NoResult`."""
        return self._moment.replace(tzinfo=None)

    def hours_until(self, end: "Reading") -> float:
        """Return the hours to a later instant, those of a change of clocks as they pass. Raises `NoResult`."""
        begin, close = self._moment, end._moment
        if begin.tzinfo is None or close.tzinfo is None:
            begin, close = self.instant, end.instant
        return (close - begin).total_seconds() / 3600

    def after(self, begin: datetime) -> datetime:
        """Return the instant so many seconds after another. Raises `NoResult`."""
        try:
            return begin + timedelta(seconds=self.number)
        except OverflowError:
            raise self._no("a number of seconds within a calendar") from None

    @property
    def numbers(self) -> list[float]:
        """The value as a list of numbers. Raises `NoResult`."""
        return [row.number for row in self.rows()]

    @property
    def texts(self) -> list[str]:
        """The value as a list of texts. Raises `NoResult`."""
        return [row.text for row in self.rows()]

    @property
    def kpis(self) -> list[str]:
        """The value as keys of KPIs, those that this version knows. Raises `NoResult`."""
        return [key for key in self.texts if key in BY_KEY]

    @property
    def estimate(self) -> Estimate:
        """The value as a mean with its interval. Raises `NoResult`."""
        return Estimate(*(self._number_or_none(key) for key in ("mean", "low", "high")))

    @property
    def figures(self) -> Figures:
        """The value as estimates by KPI, those that this version knows. Raises `NoResult`."""
        found = {key: value.estimate for key, value in self.items() if key in BY_KEY}
        return _Expected(found, self.at)

    @property
    def _moment(self) -> datetime:
        try:
            return datetime.fromisoformat(self.text)
        except ValueError:
            raise self._no("a date and time") from None

    def _number_or_none(self, key: str) -> float | None:
        found = self[key]
        return None if found.value is None else found.number

    def _below(self, key: str) -> str:
        return f"{self.at}.{key[:80]}" if self.at else key[:80]

    def _no(self, wanted: str) -> NoResult:
        return NoResult(f"{self.at or 'the file'} is not {wanted}")


class _Expected(dict[str, Estimate]):
    """Figures of which one that is missing is told of."""

    def __init__(self, found: Figures, at: str) -> None:
        super().__init__(found)
        self._at = at

    def __missing__(self, key: str) -> Estimate:
        raise NoResult(f"{self._at}.{key} is missing; this is no result of planner, or of another version")
