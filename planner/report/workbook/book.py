"""A result -> an Excel workbook."""

from collections.abc import Callable, Mapping
from typing import Any

from planner.report.reading import NoResult, Reading
from planner.report.workbook.advice import advice
from planner.report.workbook.comparison import comparison
from planner.report.workbook.concurrency import concurrency
from planner.report.workbook.sheet import Sheet
from planner.report.workbook.simulation import simulation
from planner.report.workbook.staffing import staffing
from planner.report.workbook.sweep import sweep
from planner.report.workbook.write import written

BOOKS: Mapping[str, Callable[[Reading], list[Sheet]]] = {
    "simulation": simulation,
    "comparison": comparison,
    "sweep": sweep,
    "concurrency": concurrency,
    "staffing": staffing,
    "advice": advice,
}
"""By the kind of result."""


def as_xlsx(result: Any) -> bytes:
    """Return the workbook of a result as `--format json` writes it; the same result gives the same bytes.

    Raises `NoResult`, and `NoWorkbooks` where openpyxl is not installed.
    """
    reading = Reading(result)
    kind = reading["kind"].text
    if kind not in BOOKS:
        raise NoResult(
            f"there is no workbook for a result of kind {kind[:40]}; there is for {', '.join(BOOKS)}"
        )
    return written(BOOKS[kind](reading), reading["scenario"].text)
