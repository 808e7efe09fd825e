"""The chart of the day on days that are not as most: a change of clocks, nights, nothing at all, weeks."""

from typing import Any

import pytest

from planner.report.charts.course import course
from planner.report.charts.day import day
from planner.report.charts.queue import queue
from planner.report.reading import Reading

THREE_AGENTS = {
    "staffed_hours": 1.5,
    "chats_per_hour": 4.0,
    "offered": 2.0,
    "wait_mean": 0.0,
    "missed_rate": 0.0,
}


def result(*times: tuple[str, str]) -> Reading:
    """Return a result with these half hours, in which three agents wait for nobody."""
    kpis = {key: {"mean": mean, "low": mean, "high": mean} for key, mean in THREE_AGENTS.items()}
    return Reading(
        {
            "start": times[0][0],
            "end": times[-1][1],
            "promise": {"target": 0.8},
            "intervals": [{"start": begin, "end": end, "kpis": kpis} for begin, end in times],
            "queue": [{"start": begin, "end": end, "mean": 0, "low": 0, "high": 0} for begin, end in times],
        }
    )


def rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what a chart is drawn from."""
    found: list[dict[str, Any]] = spec["data"]["values"]
    return found


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("2027-03-28T01:30+01:00", "2027-03-28T03:00+02:00"),
        ("2026-10-25T02:30+02:00", "2026-10-25T02:00+01:00"),
        ("2026-11-23T09:00", "2026-11-23T09:30"),
    ],
    ids=["spring", "autumn", "no zone"],
)
def test_three_agents_are_three_when_clocks_change(begin: str, end: str) -> None:
    """The half hour that clocks show as an hour and a half, or as none, is half an hour of work."""
    (stretch,) = course(result((begin, end)))
    assert stretch.agents == 3.0


def test_lines_end_where_doors_close() -> None:
    """Between two days is a row of nothing, and none between intervals that follow each other."""
    two_days = result(
        ("2026-11-23T17:00", "2026-11-23T17:30"),
        ("2026-11-23T17:30", "2026-11-23T18:00"),
        ("2026-11-24T09:00", "2026-11-24T09:30"),
    )
    for drawn in (day(two_days), queue(two_days)):
        assert drawn is not None
        assert [set(row) == {"middle"} for row in rows(drawn.spec)] == [False, False, True, False]


def test_what_is_zero_all_day_stands_at_the_foot() -> None:
    """An axis of nothing but zero would have it half-way up; a single interval is a point, for want of a line."""
    drawn = day(result(("2026-11-23T09:00", "2026-11-23T09:30")))
    assert drawn is not None
    waits = drawn.spec["vconcat"][3]["layer"][1]
    assert waits["encoding"]["y"]["scale"]["domain"] == [0, 1]
    assert waits["mark"]["point"]


@pytest.mark.parametrize(("days", "apart"), [(1, True), (14, False)])
def test_arrivals_of_weeks_are_not_hidden_by_the_lines_between(days: int, apart: bool) -> None:
    """Bars less than a pixel wide would be all edge."""
    of_weeks = [
        (f"2026-11-{date + 1:02}T{hour:02}:{half}", f"2026-11-{date + 1:02}T{hour:02}:{half + 29}")
        for date in range(days)
        for hour in range(24)
        for half in (10, 30)
    ]
    drawn = day(result(*of_weeks))
    assert drawn is not None
    assert ("stroke" in drawn.spec["vconcat"][0]["layer"][0]["mark"]) is apart


def test_a_quarter_is_told_day_by_day() -> None:
    """A picture of thousands of intervals shows nothing; days are wide enough."""
    begins = [
        f"2026-11-{date + 1:02}T{minute // 60:02}:{minute % 60:02}"
        for date in range(8)
        for minute in range(0, 1440, 15)
    ]
    quarters = result(*zip(begins, [*begins[1:], "2026-11-09T00:00"], strict=True))
    quarters.value["days"] = result(
        *zip(begins[::96], [*begins[96::96], "2026-11-09T00:00"], strict=True)
    ).value["intervals"]
    drawn = day(quarters)
    assert drawn is not None
    assert len(rows(drawn.spec)) == 8
    assert rows(drawn.spec)[0]["agents"] == pytest.approx(1.5 / 24)
    assert "by day" in drawn.says
