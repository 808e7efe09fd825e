"""Figures as planners read them, and the first line."""

import pytest

from planner.kpi import Estimate, Part
from planner.report.figures import change, change_interval, compact, interval, plus_minus, value
from planner.report.markdown import escape
from planner.report.outline import PROMISE, bar, outline
from planner.report.page.parts import figure_list
from planner.report.sentence import decimals_to_tell, sentence, worst_stretch
from planner.scenario import loads
from planner.study import Options, run_study


@pytest.mark.parametrize(
    ("key", "estimate", "shown"),
    [
        ("service_level", Estimate(0.7821, 0.7731, 0.7911), ("78.2 %", "77.3 to 79.1 %", "78.2 ±0.9 %")),
        ("wait_mean", Estimate(42.53, 41.7, 43.3), ("42.5 s", "41.7 to 43.3 s", "42.5 ±0.8 s")),
        ("handle_time_mean", Estimate(600.0, 588.0, 612.0), ("10.0 min", "9.8 to 10.2 min", "10.0 ±0.2 min")),
        ("offered", Estimate(1234.4, 1222.0, 1246.8), ("1,234", "1,222 to 1,247", "1,234 ±12")),
        ("chats_per_hour", Estimate(45.68, 45.2, 46.2), ("45.7/h", "45.2 to 46.2/h", "45.7 ±0.5 /h")),
        ("staffed_hours", Estimate(96.0, 96.0, 96.0), ("96 h", "96 to 96 h", "96 ±0 h")),
        ("wait_mean", Estimate(None), ("–", "–", "–")),
        ("wait_mean", Estimate(30.25), ("30.2 s", "–", "30.2 s")),
    ],
)
def test_as_many_digits_as_are_known(key: str, estimate: Estimate, shown: tuple[str, str, str]) -> None:
    """One significant digit of the half-width, the unit by size."""
    assert (value(key, estimate), interval(key, estimate), compact(key, estimate)) == shown


@pytest.mark.parametrize(
    ("key", "difference", "shown"),
    [
        ("service_level", Estimate(0.112, 0.103, 0.121), ("+11.2 points", "+10.3 to +12.1")),
        ("service_level", Estimate(-0.004, -0.0076, -0.0004), ("−0.40 points", "−0.76 to −0.04")),
        ("service_level", Estimate(-0.004, -0.0076, 0.0004), ("−0.4 points", "−0.8 to 0.0")),
        ("wait_mean", Estimate(-12.3, -14.2, -10.4), ("−12 s", "−14 to −10")),
        ("wait_mean", Estimate(180.0, 168.0, 192.0), ("+3.0 min", "+2.8 to +3.2")),
        ("staffed_hours", Estimate(6.0, 6.0, 6.0), ("+6 h", "+6 to +6")),
        ("offered", Estimate(0.0, 0.0, 0.0), ("0", "0 to 0")),
        ("missed", Estimate(2.0), ("+2", "–")),
        ("missed", Estimate(None), ("–", "–")),
    ],
)
def test_changes_have_signs_and_show_where_zero_lies(
    key: str, difference: Estimate, shown: tuple[str, str]
) -> None:
    """Shares in points; an interval that leaves out 0 is never rounded to it."""
    assert (change(key, difference), change_interval(key, difference)) == shown


def part(level: float | None) -> Part:
    """Return an interval with a service level."""
    return Part("", 0.0, 1.0, {"service_level": Estimate(level)}, {}, {})


@pytest.mark.parametrize(
    ("levels", "stretch"),
    [
        ([0.9, 0.7, 0.5, 0.7, 0.9, 0.6], (1, 3)),
        ([0.9, 0.9], None),
        ([0.1, 0.2], (0, 1)),
        ([None, 0.9, 0.7], (2, 2)),
        ([], None),
    ],
)
def test_the_trouble_is_the_stretch_around_the_worst(
    levels: list[float | None], stretch: tuple[int, int] | None
) -> None:
    """All neighbours below the target belong to it."""
    assert worst_stretch([part(level) for level in levels], 0.8) == stretch


TEXT = """\
start: 2026-11-23 09:00
end: 2026-11-23 12:00
interval: 1h
service_level: {target: 80%, within: 60s}
chat_types:
  shop: {arrivals: {per_hour: {"09:00": 6, "10:00": 60, "11:00": 6}}, handle_time: 6m, patience: 2m}
agent_groups:
  team: {agents: 3}
"""


def test_the_first_line_names_the_trouble_in_plain_words() -> None:
    """The verdict, the target, the hours and what is missed there."""
    said = sentence(run_study(loads(TEXT), Options()))
    assert "within 60 s (±" in said
    assert "below the promised 80 %; the trouble is 10:00–11:00, " in said
    assert "% missed there. The promise holds on 0 % of such days (0 to " in said


def test_the_first_line_of_a_day_without_trouble() -> None:
    """Kept, and nothing falls below."""
    said = sentence(run_study(loads(TEXT, ["agent_groups.team.agents=20"]), Options()))
    assert "above the promised 80 %; no part of the day falls below it" in said


TYPES = """\
start: 2026-11-23 09:00
end: 2026-11-23 12:00
service_level: {target: 80%, within: 60s}
chat_types:
  german: {arrivals: {per_hour: 60}, handle_time: 2m, patience: 2m}
  french: {arrivals: {per_hour: 20}, handle_time: 6m, patience: 2m}
agent_groups:
  germans: {agents: 9, skills: [german]}
  both: {agents: 2, skills: [french]}
"""


def test_a_chat_type_that_the_whole_hides_is_named() -> None:
    """Only where one is far worse than all together, and below the promise."""
    assert "; french alone has " in sentence(run_study(loads(TYPES), Options()))
    good = loads(TYPES, ["agent_groups.both.agents=9"])
    assert "alone" not in sentence(run_study(good, Options()))


@pytest.mark.parametrize(
    ("level", "decimals"),
    [
        (Estimate(0.816, 0.798, 0.834), 1),  # 82 ±2 would look kept
        (Estimate(0.821, 0.802, 0.840), 0),
        (Estimate(0.9999, 0.9997, 1.0), 0),
        (Estimate(0.9), 0),
    ],
)
def test_the_first_line_is_fine_enough_to_show_the_verdict(level: Estimate, decimals: int) -> None:
    """Decimals are added until the interval's ends lie on the shown side of the target."""
    assert decimals_to_tell(level, 0.8) == decimals


def test_the_reach_is_that_of_the_longer_side() -> None:
    """Up by a tenth of a point, down by two."""
    assert plus_minus("service_level", Estimate(0.9, 0.898, 0.901)) == "±0.2"


def test_what_can_only_be_less_or_more_is_told_so() -> None:
    """All were answered, but it might have been 99.96 %; no day was kept, but one in ten might be."""
    assert plus_minus("service_level", Estimate(1.0, 0.9996, 1.0)) == "−0.04"
    assert plus_minus("sla_attainment", Estimate(0.0, 0.0, 0.1)) == "+10"


def test_bars_are_drawn_in_eighths() -> None:
    """Nothing, one eighth of a block, all."""
    assert (bar(0), bar(1 / 64), bar(1)) == ("", "▏", "█" * 8)


def test_markdown_cannot_be_smuggled_in() -> None:
    """Names stay text."""
    assert escape("<b>|*x*\n#") == "\\<b\\>\\|\\*x\\* \\#"


def test_the_worst_days_are_days_with_chats() -> None:
    """Closed days have no service level, so they are not the worst of them."""
    text = TEXT.replace("2026-11-23 12:00", "2026-12-21 12:00") + "open: {mon-fri: 09:00-12:00}\n"
    tables = {table.title: table for table in outline(run_study(loads(text), Options(replications=2)))}
    assert len(tables["The 12 worst of 29 days"].rows) == 12
    assert [row[0] for row in tables["By weekday"].rows] == ["mon", "tue", "wed", "thu", "fri"]


def test_the_page_tells_two_figures_of_one_name_apart() -> None:
    """Of a week the promise is kept of days and of replications, one below the other."""
    of_run = {key: Estimate(0.5, 0.4, 0.6) for key in PROMISE}
    rows = figure_list("Is the promise kept?", PROMISE, of_run).rows
    assert len({row[0].text for row in rows}) == len(PROMISE)
