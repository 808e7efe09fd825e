"""What each number of chats at once brings -> CSV: one row per figure, with its difference to one chat at once less."""

import csv
import io
from collections.abc import Iterator, Mapping

from planner.kpi import BY_KEY, Estimate, Figures
from planner.report.concurrency.equal_model import Z
from planner.report.rows import cells, text_cell
from planner.study import Contrast
from planner.study.caps import AtCap, CapFrontier
from planner.study.contrast import Contrasts

HEADER = (
    *("chats_at_once", "scope", "name", "kpi", "unit", "mean", "low", "high"),
    *("difference", "difference_low", "difference_high", "verdict"),
)
SLOWDOWN = ("slowdown", "times the handle time alone")
NEEDED = ("agents_needed", "agents at the busiest moment")

Block = tuple[str, str, Figures, Mapping[str, Contrast]]
"""Scope, name, figures and how they differ from those of the cap before."""


def as_csv(found: CapFrontier) -> Iterator[str]:
    """Yield every figure as a row; the first cap has no differences, and agents needed have no interval."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for at, step in zip(found.caps, (None, *found.steps), strict=True):
        keeps = at.needed.keeps
        change = "" if step is None else at.needed.change
        agents = "" if keeps is None else str(keeps.agents)
        writer.writerow([at.cap, "run", "", *NEEDED, agents, *[""] * 5, change])
        for scope, name, figures, contrasts in _blocks(at, step):
            for key, estimate in figures.items():
                contrast = contrasts.get(key)
                apart = ("", "", "") if contrast is None else cells(contrast.difference)
                verdict = "" if contrast is None else contrast.verdict
                row = [at.cap, scope, text_cell(name), key, BY_KEY[key].unit]
                writer.writerow([*row, *cells(estimate), *apart, verdict])
        for name, slowdown in {} if found.equal is None else found.equal.agent_groups.items():
            if at.cap <= len(slowdown.factors):
                factor, reach = slowdown.factors[at.cap - 1], Z * slowdown.errors[at.cap - 1]
                told = cells(Estimate(factor, factor - reach, factor + reach))
                writer.writerow([at.cap, "agent_group", text_cell(name), *SLOWDOWN, *told, *[""] * 4])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _blocks(at: AtCap, step: Contrasts | None) -> Iterator[Block]:
    whole = at.overall
    yield "run", "", whole.figures, {} if step is None else step.figures
    for name, figures in whole.chat_types.items():
        yield "chat_type", name, figures, {} if step is None else step.chat_types.get(name, {})
    for name, figures in whole.agent_groups.items():
        yield "agent_group", name, figures, {} if step is None else step.agent_groups.get(name, {})
