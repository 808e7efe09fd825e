"""Comparison -> CSV: one row per figure of each alternative, with its difference to the base."""

import csv
import io
from collections.abc import Iterator, Mapping

from planner.kpi import BY_KEY, Figures
from planner.report.rows import cells, text_cell
from planner.study import Compared, Comparison, Contrast

HEADER = (
    *("alternative", "scope", "name", "kpi", "unit", "mean", "low", "high"),
    *("difference", "difference_low", "difference_high", "verdict"),
)

Block = tuple[str, str, Figures, Mapping[str, Contrast]]
"""Scope, name, figures and their contrasts."""


def as_csv(comparison: Comparison) -> Iterator[str]:
    """Yield every figure as a row; the base, and what is not compared, has no difference."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for one in comparison.alternatives:
        for scope, name, figures, contrasts in _blocks(comparison, one):
            for key, estimate in figures.items():
                contrast = contrasts.get(key)
                apart = ("", "", "") if contrast is None else cells(contrast.difference)
                verdict = "" if contrast is None else contrast.verdict
                row = [text_cell(one.name), scope, text_cell(name), key, BY_KEY[key].unit]
                writer.writerow([*row, *cells(estimate), *apart, verdict])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _blocks(comparison: Comparison, one: Compared) -> Iterator[Block]:
    of = comparison.contrasts.get(one.name)
    yield "run", "", one.figures, {} if of is None else of.figures
    for name, figures in one.chat_types.items():
        yield "chat_type", name, figures, {} if of is None else of.chat_types.get(name, {})
    for name, figures in one.agent_groups.items():
        yield "agent_group", name, figures, {} if of is None else of.agent_groups.get(name, {})
