"""What agent hours buy."""

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.kpi import Estimate, Figures
from planner.study.frontier import Reached, cheapest, frontier, targets

FIXED = settings(derandomize=True, database=None, deadline=None, max_examples=200)
FEW = st.sampled_from((None, 1.0, 2.0, 3.0, 4.0, 5.0))


def point(
    hours: float | None, level: float | None, reach: float = 0.0, key: str = "service_level"
) -> Figures:
    """Return a point's figures."""
    ends = (None, None) if level is None else (level - reach, level + reach)
    return {"staffed_hours": Estimate(hours), key: Estimate(level, *ends)}


@FIXED
@given(rows=st.lists(st.tuples(FEW, FEW), max_size=12), key=st.sampled_from(("service_level", "wait_mean")))
def test_the_frontier_is_what_no_other_point_beats(rows, key):
    """Against each pair by itself: as good for less, better for the same, or as good for the same and named before."""
    points = [point(hours, value, key=key) for hours, value in rows]
    sign = 1 if key == "service_level" else -1

    def beats(one: int, other: int) -> bool:
        (less, good), (hours, value) = rows[one], rows[other]
        if less is None or good is None:
            return False
        good, value = sign * good, sign * value
        return (
            (good >= value and less < hours)
            or (good > value and less == hours)
            or ((less, good) == (hours, value) and one < other)
        )

    known = [number for number, (hours, value) in enumerate(rows) if hours is not None and value is not None]
    unbeaten = [number for number in known if not any(beats(other, number) for other in range(len(rows)))]
    found = frontier(points, key)
    assert sorted(found) == unbeaten
    assert [rows[number][0] for number in found] == sorted(rows[number][0] for number in found)


def test_surely_goes_by_the_interval_and_on_average_by_the_mean() -> None:
    """The cheapest point on average need not be sure; of two of the same cost the better one is taken."""
    points = [point(50, 0.75, 0.02), point(60, 0.81, 0.03), point(70, 0.85, 0.03), point(70, 0.99, 0.01)]
    assert cheapest(points, "service_level", 0.8) == Reached(0.8, surely=3, on_average=1)
    assert cheapest(points, "service_level", 0.5) == Reached(0.5, surely=0, on_average=0)
    assert cheapest(points, "service_level", 1.0) == Reached(1.0, surely=None, on_average=None)


def test_of_what_should_be_low_the_upper_end_decides() -> None:
    """A wait that may be above the target is not surely below it."""
    points = [
        point(50, 31.0, 2.0, "wait_mean"),
        point(60, 29.0, 2.0, "wait_mean"),
        point(70, 20.0, 2.0, "wait_mean"),
    ]
    assert cheapest(points, "wait_mean", 30.0) == Reached(30.0, surely=2, on_average=1)


def test_a_single_replication_makes_nothing_sure() -> None:
    """There is no interval to go by."""
    alone = {"staffed_hours": Estimate(50.0), "service_level": Estimate(0.9)}
    assert cheapest([alone], "service_level", 0.8) == Reached(0.8, surely=None, on_average=0)


def test_targets_go_from_easy_to_hard_and_include_the_promise() -> None:
    """Upwards for what should be high, downwards for what should be low."""
    assert targets("service_level", 0.85) == [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95]
    assert targets("service_level", 0.8).count(0.8) == 1
    assert targets("missed_rate")[0] > targets("missed_rate")[-1]
    assert targets("wait_mean")[-1] == 10.0
    assert targets("queue_length_mean") == []


def test_a_point_that_has_no_such_figure_is_none() -> None:
    """Its scenario has nothing that the KPI tells of; it is neither on the frontier nor reaches a target."""
    points = [{"staffed_hours": Estimate(40.0)}, point(50, 0.02, 0.01, "transfer_missed_rate")]
    assert frontier(points, "transfer_missed_rate") == [1]
    assert cheapest(points, "transfer_missed_rate", 0.05) == Reached(0.05, surely=1, on_average=1)
