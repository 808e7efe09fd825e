"""Study -> CSV: one row per figure, ready to pivot."""

import csv
import io
from collections.abc import Iterator

from planner.kpi import BY_KEY, Figures
from planner.report.document import clock_time
from planner.study import Study

HEADER = ("scope", "name", "interval_start", "interval_end", "kpi", "unit", "mean", "low", "high")


def as_csv(study: Study) -> Iterator[str]:
    """Yield every figure as a row: scope run, chat_type or agent_group, for all the time and each interval."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for scope, name, begin, end, figures in _blocks(study):
        for key, estimate in figures.items():
            bounds = ("" if x is None else repr(x) for x in (estimate.mean, estimate.low, estimate.high))
            writer.writerow([scope, text_cell(name), begin, end, key, BY_KEY[key].unit, *bounds])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def text_cell(text: str) -> str:
    """Keep spreadsheet programs from taking a name for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _blocks(study: Study) -> Iterator[tuple[str, str, str, str, Figures]]:
    summary, time = study.summary, study.scenario.time
    yield from _scopes("", "", summary.figures, summary.chat_types, summary.agent_groups)
    for part in summary.intervals:
        begin, end = clock_time(time, part.begin), clock_time(time, part.end)
        yield from _scopes(begin, end, part.figures, part.chat_types, part.agent_groups)


def _scopes(
    begin: str, end: str, run: Figures, types: dict[str, Figures], groups: dict[str, Figures]
) -> Iterator[tuple[str, str, str, str, Figures]]:
    yield "run", "", begin, end, run
    for name, figures in types.items():
        yield "chat_type", name, begin, end, figures
    for name, figures in groups.items():
        yield "agent_group", name, begin, end, figures
