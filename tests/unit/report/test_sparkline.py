"""Figures over a day as lines of blocks."""

from hypothesis import given
from hypothesis import strategies as st

from planner.kpi import Estimate, Part
from planner.report.sparkline import LEVELS, WIDEST, at_a_glance, sparkline


def part(offered: float, wait: float | None = 0.0) -> Part:
    """Return an interval with such figures."""
    told = {"offered": offered, "wait_mean": wait, "missed_rate": 0.0}
    return Part("", 0.0, 900.0, {key: Estimate(value) for key, value in told.items()}, {}, {})


def test_the_highest_is_a_whole_block_and_nothing_the_lowest() -> None:
    """In between by eighths; where all is 0, all is low."""
    assert sparkline([0, 1, 2, 7, 3.5]) == "▁▂▃█▅"
    assert sparkline([0, 0]) == "▁▁"
    assert sparkline([]) == ""


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=400))
def test_any_day_has_room(values: list[float]) -> None:
    """It is as wide as there are values, up to a bound, and never loses the highest."""
    line = sparkline(values)
    assert len(line) == len(values) if len(values) <= WIDEST else WIDEST / 2 <= len(line) <= WIDEST
    assert (LEVELS[-1] in line) == (max(values) > 0)


def test_a_figure_that_is_not_known_is_left_out() -> None:
    """A wait that nobody had is low, and neither lowest nor highest; few intervals are no day."""
    table = at_a_glance([part(10, 30), part(20, None), part(30, 60), part(40, 45)], "09:00–10:00")
    assert table is not None
    assert table.rows[0] == ("offered", "▃▅▆█", "10", "40")
    assert table.rows[1] == ("mean wait", "▅▁█▆", "30 s", "60 s")
    assert at_a_glance([part(10)] * 3, "09:00–09:45") is None
