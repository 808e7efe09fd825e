"""What a search for staffing found -> what planners look at: console, Markdown, JSON, CSV."""

from planner.report.staffing.console import print_report
from planner.report.staffing.document import as_json
from planner.report.staffing.markdown import as_markdown
from planner.report.staffing.rows import as_csv
from planner.report.staffing.sentence import sentence

__all__ = ["as_csv", "as_json", "as_markdown", "print_report", "sentence"]
