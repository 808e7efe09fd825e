"""How a sweep is told."""

from dataclasses import replace

import pytest

from planner.kpi import Estimate, Figures
from planner.report.sweep.heat_map import heat_maps
from planner.report.sweep.labels import Labels
from planner.report.sweep.sentence import sentence
from planner.scenario.axes import points, read_axes
from planner.study.overall import Overall
from planner.study.sweep import Point, Sweep

LEVELS = ((0.5, 0.45, 0.55), (0.78, 0.74, 0.82), (0.82, 0.79, 0.85), (0.9, 0.88, 0.92))


def _figures(level: tuple[float, float, float], hours: float) -> Figures:
    return {"service_level": Estimate(*level), "staffed_hours": Estimate(hours, hours, hours)}


@pytest.fixture
def sweep() -> Sweep:
    """Return a hand-made grid of two by two: below the promise, too close to it on both sides, above."""
    axes = read_axes(["agent_groups.team.agents=3,4", "agent_groups.team.concurrency=1,2"])
    found = tuple(
        Point(settings, 0.8, Overall(_figures(level, hours), {}, {}))
        for settings, level, hours in zip(points(axes), LEVELS, (30.0, 30.0, 40.0, 40.0), strict=True)
    )
    return Sweep("Team", 60.0, axes, 1, 10, found, ())


def test_the_sentence_counts_what_is_sure_and_what_is_not(sweep: Sweep) -> None:
    """And names the cheapest of those that are."""
    labels = Labels.of(sweep.axes)
    assert sentence(sweep, labels) == (
        "1 of 4 points surely keeps 80 % within 60 s, 2 are too close to tell; it has 40 agent hours: "
        "agents=4, concurrency=2."
    )
    alike = tuple(replace(point, overall=sweep.points[3].overall) for point in sweep.points)
    assert sentence(replace(sweep, points=alike), labels) == (
        "4 of 4 points surely keep 80 % within 60 s; the fewest agent hours are 40, at 4 of them; on average the best "
        "of these is agents=3, concurrency=1."
    )
    none = replace(sweep, points=sweep.points[:2], left_out=2)
    assert sentence(none, labels) == (
        "None of 2 points surely keeps 80 % within 60 s, 1 is too close to tell (2 are left out by --where); "
        "the best has 78 %: agents=3, concurrency=2."
    )
    assert sentence(replace(sweep, points=(), left_out=4), labels) == "None of the 4 points fulfils --where."
    assert sentence(replace(sweep, replications=1), labels).startswith("One replication cannot tell")


def test_a_map_reads_without_colours(sweep: Sweep) -> None:
    """Each cell is the figure, with a mark of what is sure; what is left out is a dot."""
    maps, legend = heat_maps(sweep, "service_level", Labels.of(sweep.axes))
    assert maps[0].table().rows == (("3", "50.0", "78.0~"), ("4", "82.0~", "90.0+"))
    assert [cell.heat for _, cells in maps[0].rows for cell in cells] == pytest.approx([0, 0.7, 0.8, 1])
    assert "lowest (dark) 50.0 %, highest (bright) 90.0 %" in legend
    some, legend = heat_maps(
        replace(sweep, points=sweep.points[1:], left_out=1), "service_level", Labels.of(sweep.axes)
    )
    assert some[0].table().rows[0] == ("3", "·", "78.0~")
    assert "left out" in legend


def test_a_map_that_is_too_wide_goes_on_below(sweep: Sweep) -> None:
    """No column is lost or cut."""
    wide = heat_maps(sweep, "service_level", Labels.of(sweep.axes))[0][0]
    parts = list(wide.in_width(wide.margin + 1 + wide.breadth))
    assert [part.columns for part in parts] == [("1",), ("2",)]
    assert parts[1].title.endswith("continued")


def test_names_are_short_but_tell_paths_apart() -> None:
    """The last keys that differ; a time of day or number alone says nothing."""
    labels = Labels.of(
        read_axes(["agent_groups.a.agents.11:00=1", "agent_groups.b.agents.11:00=2", "run.warm_up=1m"])
    )
    assert list(labels.paths.values()) == ["a.agents.11:00", "b.agents.11:00", "warm_up"]
    assert list(Labels.of(read_axes(["agent_groups.b.agents.11:00=2"])).paths.values()) == ["agents.11:00"]
    slowdowns = Labels.of(read_axes(["a.slowdown=[1, 1.15, 1.40, 2],[1, 1.15, 1.45, 2]"]))
    first, second = slowdowns.values["a.slowdown"].values()
    assert first != second
    assert slowdowns.notes()[1].endswith("is [1, 1.15, 1.45, 2]")


def test_long_names_are_cut_and_told_below() -> None:
    """Tables keep their room for figures."""
    path = f"agent_groups.{'very_' * 10}large.agents"
    labels = Labels.of(read_axes([f"{path}.08:00=1", f"{path}.11:00=2"]))
    assert all(len(name) <= 18 for name in labels.paths.values())
    assert len(set(labels.paths.values())) == 2
    other = Labels.of(read_axes([f"{path}.08:00=1", "agent_groups.b.agents.08:00=2"]))
    assert f"{other.paths[path + '.08:00']} is {path}.08:00" in other.notes()
