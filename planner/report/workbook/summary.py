"""The first sheet: what was asked, the answer, and the figures of it all; and the last one, the scenario."""

from collections.abc import Iterator

from planner.kpi import BY_KEY
from planner.report import figures
from planner.report.figures import label
from planner.report.reading import Reading
from planner.report.workbook.cells import ends, told
from planner.report.workbook.sheet import ENDS, Column, Entry, Sheet
from planner.scenario.quantities import duration_text

COLUMNS = (
    Column("part", 14),
    Column("what", 32),
    Column("told", 60, wraps=True),
    *ENDS,
    Column("unit", 20),
    Column("meaning", 60, wraps=True),
    Column("kpi", 22),
)
KINDS = {
    "simulation": "simulation",
    "comparison": "comparison of alternatives",
    "sweep": "sweep over settings",
    "concurrency": "numbers of chats at once",
    "staffing": "search for staffing",
    "advice": "advice about a staffing",
}
FACTS = (
    *(("Scenario", "scenario"), ("Answer", "summary"), ("Verdict", "verdict")),
    *(("From", "start"), ("To", "end"), ("Routing", "routing"), ("Compared with", "base")),
    *(("Replications", "replications"), ("Replications of the search", "search_replications")),
    *(("Replications of the proof", "proof_replications"), ("Seed", "seed")),
    *(("Version", "planner"), ("Command", "command")),
)
LISTS = (("Warning", "warnings"), ("Taken for granted", "assumptions"), ("Note", "notes"))
INSTANTS = ("start", "end")


def summary(result: Reading, *more: tuple[str, str]) -> Sheet:
    """Return the sheet; `more` are further facts, each with its name. Raises `NoResult`."""
    rows = [*_facts(result), *(_line("Result", what, said) for what, said in more), *_listed(result)]
    if "kpis" in result:
        for key, estimate in result["kpis"].figures.items():
            kpi = BY_KEY[key]
            rows.append(
                (
                    "Figure",
                    label(key),
                    told(key, estimate),
                    *ends(key, estimate),
                    kpi.unit,
                    kpi.meaning,
                    key,
                )
            )
    return Sheet("Summary", COLUMNS, rows, kept=2)


def scenario(result: Reading) -> Iterator[Sheet]:
    """Yield the scenario's text, a row per line, if it is known. Raises `NoResult`."""
    if "scenario_text" in result:
        lines = result["scenario_text"].text.splitlines()
        rows = [(float(number), line) for number, line in enumerate(lines, start=1)]
        yield Sheet("Scenario", (Column("line", 8), Column("text", 120)), rows)


def _facts(result: Reading) -> Iterator[tuple[Entry, ...]]:
    kind = result["kind"].text
    yield _line("Result", "Of what", KINDS.get(kind, kind))
    for what, key in FACTS:
        if key in result:
            yield _line("Result", what, _said(key, result[key]))
    if "promise" in result:
        promise = result["promise"]
        said = f"{figures.share(promise['target'].number)} within {duration_text(promise['within'].number)}"
        yield _line("Result", "Promise", said)


def _said(key: str, fact: Reading) -> str:
    if key in INSTANTS:
        return f"{fact.instant:%a %d %b %Y %H:%M}"
    if isinstance(fact.value, str):
        return fact.text
    return str(fact.whole) if key == "seed" else f"{fact.number:,.0f}"


def _listed(result: Reading) -> Iterator[tuple[Entry, ...]]:
    for what, key in LISTS:
        if key in result:
            for text in result[key].texts:
                yield _line("Note", what, text)


def _line(part: str, what: str, said: str) -> tuple[Entry, ...]:
    return (part, what, said, *(None,) * (len(COLUMNS) - 3))
