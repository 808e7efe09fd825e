"""Comparison -> Markdown, for a wiki or a pull request."""

from collections.abc import Iterator, Sequence

from planner.report.comparison.outline import heading, notes, outline
from planner.report.comparison.sentence import sentence
from planner.report.console import horizon
from planner.report.markdown import escape, markdown_table
from planner.study import Comparison


def as_markdown(comparison: Comparison, kpis: Sequence[str]) -> Iterator[str]:
    """Yield the report as Markdown."""
    scenario = comparison.base.scenario
    parts = [f"# {escape(scenario.name)}", escape(f"{horizon(scenario)} · {heading(comparison)}")]
    parts.append(f"**{escape(sentence(comparison))}**")
    parts += [markdown_table(table) for table in outline(comparison, kpis)]
    parts += [f"Note: {escape(note)}." for note in notes(comparison, kpis)]
    yield "\n\n".join(parts)
    yield "\n"
