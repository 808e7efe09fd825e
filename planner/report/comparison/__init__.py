"""Comparison -> what planners look at: console, Markdown, JSON, CSV."""

from planner.report.comparison.console import print_report
from planner.report.comparison.document import as_json
from planner.report.comparison.markdown import as_markdown
from planner.report.comparison.rows import as_csv
from planner.report.comparison.sentence import sentence

__all__ = ["as_csv", "as_json", "as_markdown", "print_report", "sentence"]
