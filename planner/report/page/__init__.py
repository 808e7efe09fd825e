"""Results -> reports that people open in a browser."""

from planner.report.page.page import as_html, charts_of

__all__ = ["as_html", "charts_of"]
