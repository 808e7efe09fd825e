"""Advice about a staffing -> Markdown, for a wiki or a pull request."""

from collections.abc import Iterator

from planner.report.advise.outline import heading, notes, outline
from planner.report.advise.sentence import sentence
from planner.report.console import horizon
from planner.report.markdown import escape, markdown_table
from planner.staffing.advise import Advice


def as_markdown(advice: Advice) -> Iterator[str]:
    """Yield the report as Markdown."""
    scenario = advice.scenario
    parts = [f"# {escape(scenario.name)}", escape(f"{horizon(scenario)} · {heading(advice)}")]
    parts.append(f"**{escape(sentence(advice))}**")
    parts += [markdown_table(table) for table in outline(advice)]
    parts += [f"Note: {escape(note)}." for note in notes(advice)]
    yield "\n\n".join(parts)
    yield "\n"
