"""The workbook of `planner concurrency`."""

from collections.abc import Iterator

from planner.kpi import BY_KEY
from planner.report.reading import Reading
from planner.report.workbook.cells import amount, change, mean, unit_of_change, yes_or_no
from planner.report.workbook.sheet import CHANGE, KPI, NAME, Column, Entry, Number, Sheet
from planner.report.workbook.summary import scenario, summary
from planner.report.workbook.tables import SCOPE, Named, one_below_the_other, scopes, side_by_side

AT_ONCE = Column("chats at once")
STAFFING = (
    Column("agents needed"),
    *(Column("service level with them", 14), Column("missed rate with them", 14)),
    Column("agents too few"),
    *(Column("service level with those", 14), Column("missed rate with those", 14)),
)
STEPS = (
    *(Column("from"), Column("to"), Column("pays"), Column("agents needed", 14)),
    *KPI,
    *(*CHANGE, Column("verdict", 14)),
)
SLOWDOWN = (
    Column("agent group", NAME),
    Column("chats in hand"),
    Column("slowdown"),
    Column("standard error"),
)
DRAWN = (
    ("Chats per agent hour, and service level", "chats_per_agent_hour", "service_level"),
    ("First response (s), and missed rate", "frt_mean", "missed_rate"),
)
FACTOR = "0.000"


def concurrency(result: Reading) -> list[Sheet]:
    """Return the sheets. Raises `NoResult`."""
    most = result.number_at("most_that_pay")
    said = "not known" if most is None else f"{most:,.0f}"
    return [
        summary(result, ("Groups", ", ".join(result["groups"].texts)), ("Most at once that pay", said)),
        _caps(result),
        Sheet("Steps", STEPS, list(_steps(result)), kept=2),
        *_slowdown(result),
        one_below_the_other(
            (AT_ONCE, *SCOPE),
            [named for cap in result["caps"].rows() for named in scopes(cap, (cap["chats_at_once"].number,))],
        ),
        *scenario(result),
    ]


def _caps(result: Reading) -> Sheet:
    rows = [
        Named(
            (
                cap["chats_at_once"].number,
                *_staffing(cap["agents_needed"]),
                *_staffing(cap["agents_too_few"]),
            ),
            cap["kpis"].figures,
        )
        for cap in result["caps"].rows()
    ]
    return side_by_side("Chats at once", (AT_ONCE, *STAFFING), rows, DRAWN)


def _staffing(found: Reading) -> tuple[Entry, ...]:
    if found.value is None:
        return None, None, None
    kept = (mean(key, found[key].estimate) for key in ("service_level", "missed_rate"))
    return amount(found["agents"].number), *kept


def _steps(result: Reading) -> Iterator[tuple[Entry, ...]]:
    """Yield what one more chat at once changes, a row per KPI."""
    for step in result["steps"].rows():
        first = (
            step["from"].number,
            step["to"].number,
            yes_or_no(step["pays"].truth),
            step.text_at("agents"),
        )
        for key, contrast in step["differences"].items():
            if key in BY_KEY:
                yield (
                    *(*first, BY_KEY[key].title, key, unit_of_change(key)),
                    *(*change(key, contrast.estimate), contrast["verdict"].text),
                )


def _slowdown(result: Reading) -> Iterator[Sheet]:
    """Yield how much longer chats take at once, where that follows from conversations."""
    if "handle_time_model" in result:
        rows = [
            (name, float(number), Number(factor, FACTOR), Number(error, FACTOR))
            for name, group in result["handle_time_model"]["agent_groups"].items()
            for number, (factor, error) in enumerate(
                zip(group["factors"].numbers, group["standard_errors"].numbers, strict=False), start=1
            )
        ]
        yield Sheet("Slowdown", SLOWDOWN, rows)
