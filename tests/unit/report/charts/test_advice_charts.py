"""What charts of an advice are drawn from, of results that were made by hand."""

from typing import Any

import pytest

from planner.report.charts.advised import BACK, BEST, GO, added_up, advised
from planner.report.charts.more_and_less import LESS, MORE, effects_by_hour, more_and_less, told_goals
from planner.report.reading import Reading
from planner.staffing.advise import Change

LEVEL = {"kpi": "service_level", "at_least": 0.8, "per": "run", "better": "more"}
MISSED = {"kpi": "missed_rate", "per": "run", "better": "less"}


def about(mean: float, reach: float = 0.01) -> dict[str, float]:
    """Return a plain estimate."""
    return {"mean": mean, "low": mean - reach, "high": mean + reach}


def what_if(
    *changes: tuple[str, str, int], by: float, back: bool = False, group: str = "team"
) -> dict[str, Any]:
    """Return changes that move the service level by so much."""
    ends = {"before": about(0.7), "after": about(0.7 + by)}
    return {
        "changes": [
            {"group": group, "start": f"2026-11-23T{begin}", "end": f"2026-11-23T{end}", "agents": agents}
            for begin, end, agents in changes
        ],
        "effects": [
            {**LEVEL, **ends, "difference": about(by)},
            {**MISSED, **ends, "difference": about(-by)},
        ],
        "targets_back": ["service level"] * back,
        "targets_missed": [],
    }


def result(**more: Any) -> Reading:
    """Return a day whose service level is missed."""
    told: dict[str, Any] = {
        **{"start": "2026-11-23T08:00", "end": "2026-11-23T20:00"},
        "targets": [{**LEVEL, **about(0.7), "holds": False}],
        "best": [what_if(("11:00", "13:00", 1), by=0.05), what_if(("16:00", "17:00", 1), by=0.02)],
        "can_go": [
            what_if(("18:00", "20:00", -1), by=0.0),
            what_if(("18:00", "20:00", -1), ("19:00", "20:00", -1), by=0.0),
        ],
        "targets_back": what_if(("11:00", "12:00", 2), by=0.1, back=True),
        "targets_hold_then": True,
        "one_more": [what_if(("11:00", "12:00", 1), by=0.04, back=True)],
        "one_less": [what_if(("19:00", "20:00", -1), by=-0.03)],
    }
    return Reading(told | more)


def test_differences_are_in_points_with_their_intervals() -> None:
    """One more and one less beside each other, and what becomes of targets."""
    chart = more_and_less(result())
    assert chart is not None
    (panel,) = chart.spec["vconcat"]
    told = [(row["what"], row["when"], row["targets"]) for row in panel["data"]["values"]]
    assert told == [(MORE, "11:00–12:00", "1 back"), (LESS, "19:00–20:00", "as planned")]
    more = panel["data"]["values"][0]
    assert (more["low"], more["difference"], more["high"]) == pytest.approx((3.0, 4.0, 5.0))
    assert "above 0 is better" in chart.says


def test_what_is_missed_comes_first_and_each_figure_has_a_chart() -> None:
    """The figure that no target is about says by itself which side is better."""
    assert [goal.kpi.key for goal in told_goals(result())] == ["service_level", "missed_rate"]
    rate = {**MISSED, "at_most": 0.05, **about(0.2), "holds": False}
    told = result(targets=[rate])
    assert [goal.kpi.key for goal in told_goals(told)] == ["missed_rate", "service_level"]
    first, second = effects_by_hour(told)
    assert "below 0 is better" in first.says
    assert (first.name, second.name) == ("more-and-less", "more-and-less-2")


def test_groups_have_panels_of_their_own() -> None:
    """With the same scale, so that they can be compared."""
    both = [what_if(("11:00", "12:00", 1), by=0.04), what_if(("11:00", "12:00", 1), by=0.01, group="back")]
    chart = more_and_less(result(one_more=both))
    assert chart is not None
    assert len(chart.spec["vconcat"]) == 2
    assert chart.spec["resolve"]["scale"]["y"] == "shared"


def test_what_is_advised_is_drawn_by_when_and_how_many() -> None:
    """The best stretch, all who can go together, and what brings targets back."""
    chart = advised(result())
    assert chart is not None
    told = [(row["kind"], row["when"], row["agents"]) for row in chart.spec["data"]["values"]]
    assert told == [
        (BEST, "11:00–13:00", "+1"),
        (GO, "18:00–19:00", "−1"),
        (GO, "19:00–20:00", "−2"),
        (BACK, "11:00–12:00", "+2"),
    ]


def test_where_nothing_is_advised_there_is_no_chart_of_it() -> None:
    """Nor of hours, where none was tried."""
    nothing = result(best=[], can_go=[], targets_back=None, one_more=[], one_less=[])
    assert advised(nothing) is None
    assert more_and_less(nothing) is None


def test_neighbouring_changes_of_the_same_size_become_one() -> None:
    """However they overlap, the agent hours stay the same."""
    parts = [
        Change("team", 0.0, 3600.0, 1),
        Change("team", 3600.0, 7200.0, 1),
        Change("team", 9000.0, 9900.0, 2),
    ]
    found = list(added_up(parts))
    assert found == [Change("team", 0.0, 7200.0, 1), Change("team", 9000.0, 9900.0, 2)]
    assert sum(change.hours for change in found) == pytest.approx(sum(change.hours for change in parts))
