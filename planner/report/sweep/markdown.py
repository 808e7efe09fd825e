"""Sweep -> Markdown, for a wiki or a pull request."""

from collections.abc import Iterator

from planner.report.markdown import escape, markdown_table
from planner.report.sweep.heat_map import heat_maps
from planner.report.sweep.labels import Labels
from planner.report.sweep.outline import Wanted, heading, notes, outline
from planner.report.sweep.sentence import sentence
from planner.study.sweep import Sweep


def as_markdown(sweep: Sweep, wanted: Wanted) -> Iterator[str]:
    """Yield the report as Markdown."""
    labels = Labels.of(sweep.axes)
    parts = [
        f"# {escape(sweep.name)}",
        escape(heading(sweep, labels)),
        f"**{escape(sentence(sweep, labels))}**",
    ]
    if len(sweep.axes) > 1 and sweep.points:
        maps, legend = heat_maps(sweep, wanted.kpi, labels)
        parts += [markdown_table(heat_map.table()) for heat_map in maps]
        parts.append(f"{escape(legend)}.")
    parts += [markdown_table(table) for table in outline(sweep, wanted, labels)]
    parts += [f"Note: {escape(note)}." for note in notes(sweep, labels)]
    yield "\n\n".join(parts)
    yield "\n"
