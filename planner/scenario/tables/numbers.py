"""Cells -> numbers."""

import math
import re
from collections.abc import Sequence
from datetime import datetime, time

from planner.scenario.problems import Problem
from planner.scenario.quantities import Unreadable, shown
from planner.scenario.tables.cell import Cell, Value, values_of
from planner.scenario.tables.odd_text import odd_text
from planner.scenario.tables.tally import Tally

LONGEST = 40
"""Characters of a number."""
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
WITH_COMMA = re.compile(r"[+-]?[0-9]*,[0-9]+")
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}")
ENGLISH = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
IN_DOUBT = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
SPACED = re.compile(r"[+-]?[0-9]{1,3}(?:[\s'’][0-9]{3})+(?:[.,][0-9]+)?")
GAP = re.compile(r"[\s'’]")
FIX = "write a number such as 12.5"


def number(cell: Cell, decimal_comma: bool) -> float:
    """Read a finite number; with a decimal comma `12,5`, `1.234,5` and `12.5` are numbers too.

    Raises `Unreadable`.
    """
    return _number(cell.value, decimal_comma)


def numbers(cells: Sequence[Cell], decimal_comma: bool) -> tuple[list[float | None], list[Problem]]:
    """Read the numbers of a column, None where there is none, and what is wrong with those.

    The column tells what `1.234` means beside a decimal comma: with `12.5` elsewhere and no comma, 1.234.
    """
    values = values_of(cells)
    if decimal_comma and _has_decimal_points(values):
        decimal_comma = False
    known: dict[Value, float | Unreadable] = {}
    found: list[float | None] = []
    tally = Tally()
    for row, value in enumerate(values):
        result = known.get(value)
        if result is None:
            result = known[value] = _tried(value, decimal_comma)
        if isinstance(result, Unreadable):
            found.append(None)
            tally.refuse(cells, row, result)
        else:
            found.append(result)
    return found, tally.problems()


def _has_decimal_points(values: Sequence[Value]) -> bool:
    texts = {value for value in values if isinstance(value, str)}
    if any("," in text for text in texts):
        return False
    return any(NUMBER.fullmatch(text) and "." in text and not IN_DOUBT.fullmatch(text) for text in texts)


def _tried(value: Value, decimal_comma: bool) -> float | Unreadable:
    try:
        return _number(value, decimal_comma)
    except Unreadable as error:
        return error


def _number(value: Value, decimal_comma: bool) -> float:
    if isinstance(value, float):
        return _finite(value, value)
    if isinstance(value, str):
        return _finite(_parsed(value, decimal_comma), value)
    if isinstance(value, (datetime, time)):
        raise Unreadable(f"{value} is a date or time, not a number", "format the column as number")
    raise Unreadable("this is empty", FIX)


def _finite(found: float, value: float | str) -> float:
    if not math.isfinite(found):
        raise Unreadable(f"{shown(value)} is too large for a number", FIX)
    return found


def _parsed(text: str, decimal_comma: bool) -> float:
    if len(text) > LONGEST:
        raise Unreadable(f"{shown(text)} is too long for a number", FIX)
    if decimal_comma:
        if WITH_COMMA.fullmatch(text):
            return float(text.replace(",", "."))
        if GROUPED.fullmatch(text):
            return float(text.replace(".", "").replace(",", "."))
        if IN_DOUBT.fullmatch(text):
            whole = text.replace(".", "")
            wrong = f"{shown(text)} may mean {whole} or {text} with a decimal point"
            raise Unreadable(wrong, f"write {whole} or {text.replace('.', ',')}")
    if NUMBER.fullmatch(text):
        return float(text)
    raise _no_number(text)


def _no_number(text: str) -> Unreadable:
    """Say why text is no number."""
    if ENGLISH.fullmatch(text):
        whole = text.replace(",", "")
        if text.count(",") == 1 and "." not in text:
            wrong = f"{shown(text)} may mean {whole} or {text.replace(',', '.')}"
            return Unreadable(wrong, f"write {whole} or {text.replace(',', '.')}")
        return Unreadable(f"{shown(text)} has commas between thousands", f"write {whole}")
    if WITH_COMMA.fullmatch(text):
        return Unreadable(f"{shown(text)} has a decimal comma", f"write {text.replace(',', '.')}")
    if SPACED.fullmatch(text):
        return Unreadable(f"{shown(text)} has marks between thousands", f"write {GAP.sub('', text)}")
    if "%" in text:
        return Unreadable(f"{shown(text)} is a percentage", "write the number itself, such as 12.5")
    return odd_text(text) or Unreadable(f"{shown(text)} is not a number", FIX)
