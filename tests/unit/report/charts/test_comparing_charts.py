"""What the charts of comparisons, sweeps and chats at once are drawn from."""

from typing import Any

import pytest

from planner.kpi import Estimate
from planner.report.charts.alternatives import alternatives
from planner.report.charts.chart import Chart
from planner.report.charts.chats_at_once import agents_needed, chats_at_once
from planner.report.charts.differences import difference
from planner.report.charts.ends import ends
from planner.report.charts.frontier import ON, frontier
from planner.report.charts.heat_map import heat_maps
from planner.report.charts.names import LONGEST, shortened
from planner.report.charts.single_axis import single_axis
from planner.report.reading import NoResult, Reading
from tests.unit.report.page.documents import (
    HOSTILE,
    comparison_document,
    concurrency_document,
    sweep_document,
)


def rows(chart: Chart | None) -> list[dict[str, Any]]:
    """Return the data of a chart that is there."""
    assert chart is not None
    return list(chart.spec["data"]["values"])


def test_differences_are_in_points_with_their_verdicts() -> None:
    """The base has none to itself; figures are as in tables."""
    first, second = rows(difference("service_level")(Reading(comparison_document())))
    assert [first[end] for end in ("mean", "low", "high")] == pytest.approx([10, 8, 12])
    assert (first["name"], first["word"], first["text"]) == ("more", "better", "+10 points")
    assert (second["full"], second["word"]) == (HOSTILE, "not distinguishable yet")


def test_what_has_no_interval_is_drawn_as_a_point() -> None:
    """One replication; its ends are where the figure is, so that no scale is endless."""
    assert ends(Estimate(2.0), 10) == {"mean": 20, "low": 20, "high": 20}
    assert ends(Estimate(None)) == {"mean": None, "low": None, "high": None}


def test_no_difference_makes_no_chart() -> None:
    """Of a KPI that is compared with nothing."""
    assert difference("staffed_hours")(Reading(comparison_document())) is None


def test_alternatives_begin_with_the_base_or_the_most_promising() -> None:
    """And have a line at the target."""
    document = comparison_document()
    made = alternatives(Reading(document))
    assert [row["full"] for row in rows(made)] == ["as is", "more", HOSTILE]
    assert made is not None
    assert made.spec["layer"][-1]["data"]["values"] == [{"at": pytest.approx(80), "label": "target 80 %"}]
    order = [{"name": name, "replications": 10, "eliminated_at": None} for name in ("more", "as is", HOSTILE)]
    searched = document | {"best": {"kpi": "service_level", "name": "more", "order": order}}
    assert [row["full"] for row in rows(alternatives(Reading(searched)))] == ["more", "as is", HOSTILE]


def test_names_are_cut_but_told_apart() -> None:
    """Their ends are kept; what is alike then has its number."""
    long = ["a" * 50 + end for end in ("=1", "=2")] + ["a" * 60 + "=2", "short"]
    cut = shortened(long)
    assert len(set(cut)) == 4
    assert max(map(len, cut)) <= LONGEST
    assert cut[0].endswith("=1")
    assert cut[3] == "short"


def test_a_map_has_a_cell_for_each_point_and_a_line_around_the_promise() -> None:
    """Points of 70, 77, 84 and 91 %: the last two surely keep 80 %, and lie side by side."""
    (made,) = heat_maps(Reading(sweep_document()))
    assert [row["short"] for row in rows(made)] == ["70.0", "77.0", "84.0", "91.0"]
    edges = [layer["data"]["values"] for layer in made.spec["layer"] if layer["mark"].get("style") == "edge"]
    # above and below two cells each, and one at either end
    assert sorted(map(len, edges)) == [1, 1, 2, 2]


def test_three_axes_make_a_map_for_each_value_of_the_first() -> None:
    """On one scale of colours."""
    document = sweep_document("agent_groups.a.agents=1,2", "agent_groups.b.agents=1,2", "run.warm_up=1m,2m")
    first, second = heat_maps(Reading(document))
    assert (len(rows(first)), len(rows(second))) == (4, 4)
    scales = [made.spec["layer"][0]["encoding"]["color"]["scale"]["domain"] for made in (first, second)]
    assert scales[0] == scales[1] == pytest.approx([70, 119])


def test_one_axis_makes_a_line() -> None:
    """Along numbers where all values are numbers, else along their names."""
    numbers = Reading(sweep_document("agent_groups.team.agents=3,4,9"))
    assert [row["at"] for row in rows(single_axis(numbers))] == [3, 4, 9]
    assert heat_maps(numbers) == ()
    named = rows(single_axis(Reading(sweep_document("run.warm_up=1m,2m"))))
    assert [row["at"] for row in named] == ["1m", "2m"]


def test_the_frontier_is_marked() -> None:
    """Each dearer point is better, so all are on it; one that is made worse is not."""
    document = sweep_document()
    assert {row["side"] for row in rows(frontier(Reading(document)))} == {ON}
    fewer = document | {"frontier": document["frontier"][:3]}
    assert sum(row["side"] == ON for row in rows(frontier(Reading(fewer)))) == 3


@pytest.mark.parametrize("places", [[0], [0, 2], [-1, 0], [True, 0], ["0", 0]])
def test_a_point_beside_the_axes_is_no_result(places: list[Any]) -> None:
    """The file comes from a disk."""
    document = sweep_document()
    document["points"][0]["places"] = places
    with pytest.raises(NoResult):
        heat_maps(Reading(document))


def test_a_frontier_without_its_points_is_no_result() -> None:
    """Its numbers are those of points."""
    document = sweep_document()
    document["frontier"][0]["point"] = 4
    with pytest.raises(NoResult, match="not among the points"):
        frontier(Reading(document))


def test_chats_at_once_are_drawn_with_the_most_that_pay() -> None:
    """A line at two, through every panel."""
    made = chats_at_once(Reading(concurrency_document()))
    assert [row["cap"] for row in rows(made)] == [1, 2, 3]
    assert [row["missed_rate"] for row in rows(made)] == [0.3, 0.1, 0.09]
    assert made is not None
    marks = [panel["layer"][0]["data"]["values"][0]["at"] for panel in made.spec["vconcat"]]
    assert marks
    assert set(marks) == {2}


def test_agents_needed_are_bars() -> None:
    """None where no number of agents keeps the promise."""
    document = concurrency_document()
    assert [row["agents"] for row in rows(agents_needed(Reading(document)))] == [6, 5, 5]
    for cap in document["caps"]:
        cap["agents_needed"] = None
    assert agents_needed(Reading(document)) is None
