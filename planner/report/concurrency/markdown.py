"""What each number of chats at once brings -> Markdown, for a wiki or a pull request."""

from collections.abc import Iterator

from planner.report.concurrency.equal_model import yaml_to_paste
from planner.report.concurrency.outline import heading, notes, outline
from planner.report.concurrency.sentence import sentence
from planner.report.console import horizon
from planner.report.markdown import escape, markdown_table
from planner.study.caps import CapFrontier


def as_markdown(found: CapFrontier) -> Iterator[str]:
    """Yield the report as Markdown."""
    scenario = found.scenario
    parts = [f"# {escape(scenario.name)}", escape(f"{horizon(scenario)} · {heading(found)}")]
    parts.append(f"**{escape(sentence(found))}**")
    parts += [markdown_table(table) for table in outline(found)]
    if found.equal is not None:
        parts.append(f"## The same by handle times\n\n```yaml\n{yaml_to_paste(found.equal)}```")
    parts += [f"Note: {escape(note)}." for note in notes(found)]
    yield "\n\n".join(parts)
    yield "\n"
