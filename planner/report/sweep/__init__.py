"""A sweep -> what planners look at: console, Markdown, JSON, CSV."""

from planner.report.sweep.console import print_report
from planner.report.sweep.document import as_json
from planner.report.sweep.markdown import as_markdown
from planner.report.sweep.outline import SHOWN, Wanted
from planner.report.sweep.rows import as_csv

__all__ = ["SHOWN", "Wanted", "as_csv", "as_json", "as_markdown", "print_report"]
