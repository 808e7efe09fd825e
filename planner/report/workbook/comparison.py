"""The workbook of `planner compare`."""

from collections.abc import Iterator

from planner.kpi import BY_KEY
from planner.report.reading import Reading
from planner.report.workbook.cells import amount, change, share, unit_of_change
from planner.report.workbook.sheet import CHANGE, KPI, NAME, Column, Entry, Sheet
from planner.report.workbook.summary import scenario, summary
from planner.report.workbook.tables import SCOPE, Named, one_below_the_other, scopes, side_by_side

ALTERNATIVE = Column("alternative", NAME)
DIFFERENCES = (
    ALTERNATIVE,
    *SCOPE,
    *KPI,
    *CHANGE,
    Column("verdict", 14),
    *(Column("variance saved"), Column("replications needed")),
)
SEARCH = (ALTERNATIVE, Column("replications"), Column("eliminated after"))
DRAWN = (("Chats that are missed, and service level", "missed", "service_level"),)


def comparison(result: Reading) -> list[Sheet]:
    """Return the sheets. Raises `NoResult`."""
    return [
        summary(result),
        _alternatives(result),
        Sheet("Differences", DIFFERENCES, list(_differences(result))),
        *_search(result),
        _figures(result),
        *scenario(result),
    ]


def _alternatives(result: Reading) -> Sheet:
    rows = [
        Named((name, one["routing"].text, one["replications"].number), one["kpis"].figures)
        for name, one in result["alternatives"].items()
    ]
    return side_by_side(
        "Alternatives", (ALTERNATIVE, Column("routing", 16), Column("replications")), rows, DRAWN
    )


def _differences(result: Reading) -> Iterator[tuple[Entry, ...]]:
    """Yield a row per alternative, scope and KPI: the difference to the base."""
    for alternative, of_run in result["differences"].items():
        yield from _of_scope((alternative, "run", None), of_run)
    for scope in ("chat_type", "agent_group"):
        for alternative, of_names in result[f"differences_of_{scope}s"].items():
            for name, of_name in of_names.items():
                yield from _of_scope((alternative, scope, name), of_name)


def _of_scope(names: tuple[Entry, ...], contrasts: Reading) -> Iterator[tuple[Entry, ...]]:
    for key, contrast in contrasts.items():
        if key in BY_KEY:
            saved = contrast.number_at("variance_saved")
            needed = contrast.number_at("replications_needed")
            yield (
                *(*names, BY_KEY[key].title, key, unit_of_change(key)),
                *change(key, contrast.estimate),
                *(contrast["verdict"].text, share(saved), amount(needed)),
            )


def _search(result: Reading) -> Iterator[Sheet]:
    if "best" in result:
        rows = [
            (
                one["name"].text,
                amount(one["replications"].number),
                amount(one.number_at("eliminated_at")),
            )
            for one in result["best"]["order"].rows()
        ]
        yield Sheet("Search for the best", SEARCH, rows)


def _figures(result: Reading) -> Sheet:
    rows = [named for name, one in result["alternatives"].items() for named in scopes(one, (name,))]
    return one_below_the_other((ALTERNATIVE, *SCOPE), rows)
