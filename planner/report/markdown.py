"""Study -> Markdown, for a wiki or a pull request."""

import re
from collections.abc import Iterator

from planner.report.console import heading
from planner.report.outline import Table, notes, outline
from planner.report.sentence import sentence
from planner.study import Study


def as_markdown(study: Study) -> Iterator[str]:
    """Yield the report as Markdown."""
    parts = [f"# {escape(study.scenario.name)}", escape(heading(study)), f"**{escape(sentence(study))}**"]
    parts += [markdown_table(table) for table in outline(study)]
    parts += [f"Note: {escape(note)}." for note in notes(study)]
    yield "\n\n".join(parts)
    yield "\n"


def escape(text: str) -> str:
    """Keep text from being taken for Markdown or HTML."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", " ".join(text.split()))


def markdown_table(table: Table) -> str:
    """Write a table with its heading."""
    ruler = ["---", *("---" if not column else "---:" for column in table.columns[1:])]
    lines = [table.columns, ruler, *table.rows]
    body = "\n".join("| " + " | ".join(escape(cell) for cell in line) + " |" for line in lines)
    return f"## {escape(table.title)}\n\n{body}"
