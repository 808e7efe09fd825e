"""Results -> Excel workbooks: real numbers, ready to sort, filter and pivot."""

from planner.report.workbook.book import as_xlsx

__all__ = ["as_xlsx"]
