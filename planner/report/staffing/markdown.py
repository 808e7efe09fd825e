"""What a search for staffing found -> Markdown, for a wiki or a pull request."""

from collections.abc import Iterator

from planner.report.console import horizon
from planner.report.markdown import escape, markdown_table
from planner.report.staffing.outline import heading, notes, outline
from planner.report.staffing.sentence import sentence
from planner.staffing.result import Found


def as_markdown(found: Found) -> Iterator[str]:
    """Yield the report as Markdown."""
    scenario = found.scenario
    parts = [f"# {escape(scenario.name)}", escape(f"{horizon(scenario)} · {heading(found)}")]
    parts.append(f"**{escape(sentence(found))}**")
    parts += [markdown_table(table) for table in outline(found)]
    parts += [f"Note: {escape(note)}." for note in notes(found)]
    yield "\n\n".join(parts)
    yield "\n"
