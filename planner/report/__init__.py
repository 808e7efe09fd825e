"""Results -> what planners look at: console, Markdown, JSON, CSV."""

from planner.report.console import print_report
from planner.report.document import as_json
from planner.report.markdown import as_markdown
from planner.report.rows import as_csv
from planner.report.sentence import judgement, sentence

__all__ = ["as_csv", "as_json", "as_markdown", "judgement", "print_report", "sentence"]
