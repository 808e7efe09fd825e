"""What charts of a staffing are drawn from, of results that were made by hand."""

from typing import Any

import pytest

from planner.report.charts.chart import Chart
from planner.report.charts.coverage import DIVISION, FIRST, FOUND, coverage, covered
from planner.report.charts.one_less import BREAKS, HOLDS, strips
from planner.report.charts.proofs import proofs
from planner.report.charts.shift_plan import shift_plan
from planner.report.charts.shifts import MOST_ROWS, shift_day
from planner.report.reading import NoResult, Reading

DAY = "2026-11-23"
MISSED = {"kpi": "missed_rate", "at_most": 0.06, "per": "interval"}
WAIT = {"kpi": "wait_p90", "at_most": 120.0, "per": "run"}
LEVEL = {"kpi": "service_level", "at_least": 0.9, "per": "run", "on": 0.8}


def about(low: float, mean: float, high: float) -> dict[str, float]:
    """Return a plain estimate."""
    return {"mean": mean, "low": low, "high": high}


def at(begin: str, end: str, day: str = DAY) -> dict[str, str]:
    """Return a stretch of a day."""
    return {"start": f"{day}T{begin}", "end": f"{day}T{end}"}


def agents(*numbers: int) -> list[dict[str, Any]]:
    """Return the agents of two hours, an hour with closed doors, and one more hour."""
    hours = (("09:00", "10:00"), ("10:00", "11:00"), ("12:00", "13:00"))
    return [{**at(*hour), "agents": number} for hour, number in zip(hours, numbers, strict=True)]


def result(**more: Any) -> Reading:
    """Return a day of two groups, of which one has several chats at once."""
    told: dict[str, Any] = {
        **at("09:00", "13:00"),
        "staffing": {"team": agents(4, 5, 4), "back": agents(1, 1, 1)},
        "requirement": {"team": agents(4, 4, 4), "back": agents(1, 1, 2)},
        "by_division": {"team": agents(3, 3, 6), "back": agents(1, 1, 1)},
        "chats_at_once": {"team": 3, "back": 1},
        "arrivals": [{**at("09:00", "10:00"), "chats": 40.5}],
        "plan": [],
        "proof": [],
        "proof_replications": 200,
        "short": [],
    }
    return Reading(told | more)


def rows(layer: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what a layer is drawn from."""
    found: list[dict[str, Any]] = layer["data"]["values"]
    return found


def made(chart: Chart | None) -> Chart:
    """Return a chart that there is."""
    assert chart is not None
    return chart


def layers(panel: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    """Return a panel's layers of a kind of mark."""
    return [layer for layer in panel["layer"] if layer["mark"]["type"] == mark]


def test_each_group_has_all_ways_of_counting_side_by_side() -> None:
    """Division only where several chats at once can be divided by."""
    found = covered(result())
    assert found["team"][1].agents == {FOUND: 5.0, FIRST: 4.0, DIVISION: 3.0}
    assert found["back"][2].agents == {FOUND: 1.0, FIRST: 2.0}


def test_a_line_of_agents_breaks_where_doors_are_closed() -> None:
    """The last number of the morning holds until its end, and then there is none."""
    chats, team, back = made(coverage(result())).spec["vconcat"]
    assert rows(chats)[0]["chats"] == 40.5
    (line,) = layers(team, "line")
    steps = [(row["begin"][11:16], row["agents"]) for row in rows(line) if row["series"] == FOUND]
    assert steps == [
        *(("09:00", 4.0), ("10:00", 5.0), ("11:00", 5.0), ("11:00", None)),
        *(("12:00", 4.0), ("13:00", 4.0), ("13:00", None)),
    ]
    assert {row["series"] for row in rows(layers(back, "line")[0])} == {FOUND, FIRST}


def test_without_staffing_there_is_no_chart_of_it() -> None:
    """As where a target is out of reach of any."""
    assert coverage(result(staffing={})) is None


def test_a_group_name_is_data_only() -> None:
    """Whatever it looks like, it stands in no field, title or expression."""
    name = "datum.x</script>"
    chart = made(coverage(result(staffing={name: agents(1, 2, 3)})))

    def outside_data(part: Any) -> str:
        if isinstance(part, dict):
            return "".join(outside_data(value) for key, value in part.items() if key != "data")
        return "".join(map(outside_data, part)) if isinstance(part, list) else str(part)

    assert name in str(chart.spec)
    assert "datum.x" not in outside_data(chart.spec)


@pytest.mark.parametrize(
    ("part", "figure", "bound", "said"),
    [
        ({**MISSED, **about(0.04, 0.05, 0.055), "holds": True, **at("09:00", "10:00")}, 5, 6, "holds"),
        ({**MISSED, **about(0.05, 0.058, 0.07), "holds": False}, 5.8, 6, "not proven"),
        ({**MISSED, **about(0.07, 0.08, 0.09), "holds": False}, 8, 6, "missed"),
        ({**LEVEL, **about(0.9, 0.91, 0.92), "days": about(0.7, 0.75, 0.79), "holds": False}, 75, 80, "missed"),
        ({**WAIT, "mean": None, "low": None, "high": None, "not_above": about(0.91, 0.92, 0.93), "holds": True}, 92, 90, "holds"),
        ({**WAIT, **about(180, 240, 300), "holds": False}, 4, 2, "missed"),
    ],
)  # fmt: skip
def test_a_target_is_shown_beside_its_bound_in_the_same_unit(
    part: dict[str, Any], figure: float, bound: float, said: str
) -> None:
    """The figure that is proven: of days, of what is not above a percentile, or the KPI itself."""
    (panel,) = made(proofs(result(proof=[part]))).spec["vconcat"]
    (row,) = rows(panel)
    assert row["mean"] == pytest.approx(figure)
    assert row["low"] < row["mean"] < row["high"]
    assert row["verdict"] == said
    (line,) = [layer for layer in layers(panel, "rule") if layer["mark"].get("style") == "target"]
    assert rows(line)[0]["at"] == pytest.approx(bound)
    low, high = layers(panel, "point")[0]["encoding"]["x"]["scale"]["domain"]
    assert low < min(row["low"], bound) <= max(row["high"], bound) < high


def test_one_less_is_told_apart_by_whether_the_target_holds() -> None:
    """A strip for each group and target; a figure that is not known leaves a gap."""
    unknown = {"mean": None, "low": None, "high": None}
    short = [
        {"group": "team", **at("09:00", "10:00"), "agents": 4, "one_less": [{**MISSED, **about(0.1, 0.12, 0.14), "missed": True}]},
        {"group": "team", **at("10:00", "11:00"), "agents": 5, "one_less": [{**MISSED, **about(0.01, 0.02, 0.03), "missed": False}]},
        {"group": "back", **at("09:00", "10:00"), "agents": 1, "one_less": [{**MISSED, **unknown, "missed": False}]},
    ]  # fmt: skip
    team, back = made(strips(result(short=short))).spec["vconcat"]
    told = [(row["when"], row["state"], row["text"]) for row in rows(layers(team, "rect")[0])]
    assert told == [("09:00–10:00", BREAKS, "12 % ✗"), ("10:00–11:00", HOLDS, "2 %")]
    assert rows(layers(back, "rect")[0]) == []


def shift(pattern: str, begin: str, end: str, number: int, day: str = DAY, **more: Any) -> dict[str, Any]:
    """Return agents who work a shift."""
    return {
        "pattern": pattern,
        "group": "team",
        **at(begin, end, day),
        "breaks": [],
        "agents": number,
        **more,
    }


def test_breaks_are_gaps_in_a_shift() -> None:
    """What is worked is drawn before and after each; the number of agents is told once."""
    early = shift("early", "08:00", "16:00", 3, breaks=[at("12:00", "12:30")])
    chart = made(shift_day(result(plan=[early, shift("late", "12:00", "20:00", 2)])))
    bars = [
        (row["row"], row["begin"][11:16], row["end"][11:16]) for row in rows(layers(chart.spec, "bar")[0])
    ]
    assert bars == [
        ("early 08:00–16:00", "08:00", "12:00"),
        ("early 08:00–16:00", "12:30", "16:00"),
        ("late 12:00–20:00", "12:00", "20:00"),
    ]
    assert [row["agents"] for row in rows(layers(chart.spec, "text")[0])] == ["3", "2"]
    assert shift_plan(result(plan=[early])) is None


def test_the_day_with_most_agents_is_drawn_and_all_days_are_counted() -> None:
    """The same shift on several days is a row."""
    other = "2026-11-24"
    plan = [
        shift("early", "08:00", "16:00", 3),
        shift("early", "08:00", "16:00", 4, other),
        shift("early", "08:00", "16:00", 1, other, breaks=[at("12:00", "12:30", other)]),
    ]
    told = result(plan=plan, end="2026-11-25T00:00")
    assert made(shift_day(told)).title == "Shifts of Tuesday 24 November 2026"
    cells = made(shift_plan(told)).spec["data"]["values"]
    assert [(cell["row"], cell["day"], cell["agents"]) for cell in cells] == [
        ("early 08:00–16:00", "Mon 23", 3),
        ("early 08:00–16:00", "Tue 24", 5),
    ]


def test_very_many_kinds_of_shift_are_put_together_by_pattern() -> None:
    """No agent is left out of the rows."""
    plan = [
        shift("flexible", f"0{minute // 60}:{minute % 60:02}", "16:00", 2, day)
        for minute in range(MOST_ROWS + 1)
        for day in (DAY, "2026-11-24")
    ]
    cells = made(shift_plan(result(plan=plan, end="2026-11-25T00:00"))).spec["data"]["values"]
    assert [(cell["row"], cell["agents"]) for cell in cells] == [("flexible", 2 * (MOST_ROWS + 1))] * 2


def test_a_target_of_another_version_is_refused() -> None:
    """With the place where it stands."""
    part = {**MISSED, "kpi": "luck", **about(0.1, 0.2, 0.3), "holds": True}
    with pytest.raises(NoResult, match=r"proof\[0\].kpi is not a KPI"):
        proofs(result(proof=[part]))
