"""Advice about a staffing -> what planners look at: console, Markdown, JSON, CSV."""

from planner.report.advise.console import print_report
from planner.report.advise.document import as_json
from planner.report.advise.markdown import as_markdown
from planner.report.advise.rows import as_csv
from planner.report.advise.sentence import sentence

__all__ = ["as_csv", "as_json", "as_markdown", "print_report", "sentence"]
