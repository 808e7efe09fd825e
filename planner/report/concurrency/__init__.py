"""What each number of chats at once brings -> what planners look at: console, Markdown, JSON, CSV."""

from planner.report.concurrency.console import print_report
from planner.report.concurrency.document import as_json
from planner.report.concurrency.markdown import as_markdown
from planner.report.concurrency.rows import as_csv
from planner.report.concurrency.sentence import sentence

__all__ = ["as_csv", "as_json", "as_markdown", "print_report", "sentence"]
