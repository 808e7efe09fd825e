"""What is varied: ranges, lists, and all their combinations."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.scenario import ScenarioError
from planner.scenario.axes import points, read_axes
from planner.scenario.quantities import duration
from planner.scenario.several import split_values

FIXED = settings(derandomize=True, database=None, deadline=None, max_examples=100)


def values(text: str) -> tuple[str, ...]:
    """Return the values of an axis called a."""
    return read_axes([f"a={text}"])[0].values


def said(*texts: str) -> str:
    """Return what is wrong with axes."""
    with pytest.raises(ScenarioError) as caught:
        read_axes(texts)
    return str(caught.value)


@FIXED
@given(first=st.integers(0, 500), step=st.integers(1, 50), count=st.integers(1, 40), rest=st.integers(0, 49))
def test_a_range_of_whole_numbers_begins_steps_and_ends_as_it_says(first, step, count, rest):
    """It has every step from the first up to the last, which is in it if a step falls on it."""
    last = first + (count - 1) * step + min(rest, step - 1)
    found = [int(value) for value in values(f"{first}:{last}:{step}")]
    assert found == list(range(first, last + 1, step))
    assert len(found) == count


@FIXED
@given(first=st.integers(0, 300), step=st.integers(1, 99), count=st.integers(2, 30))
def test_steps_of_decimals_do_not_drift(first, step, count):
    """Each value is exactly the first and so many steps, in hundredths."""
    text = [f"{Decimal(number) / 100:.2f}" for number in (first, first + (count - 1) * step, step)]
    found = [Decimal(value) for value in values(":".join(text))]
    assert found == [Decimal(first + number * step) / 100 for number in range(count)]


@FIXED
@given(first=st.integers(0, 5000), step=st.integers(1, 4000), count=st.integers(2, 20))
def test_durations_keep_their_seconds(first, step, count):
    """However they are written, they are read as first, first and a step, and so on."""
    found = [duration(value) for value in values(f"{first}s:{first + (count - 1) * step}s:{step}s")]
    assert found == [first + number * step for number in range(count)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("8:11", ("8", "9", "10", "11")),
        ("1:2:0.5", ("1", "1.5", "2")),
        ("1m:2m:30s", ("1m", "1m30s", "2m")),
        ("10%:30%:10%", ("10%", "20%", "30%")),
        ("2, 3,4", ("2", "3", "4")),
        ("[1,1.2],[1,1.4]", ("[1,1.2]", "[1,1.4]")),
        ('{"08:00": 5, "11:00": 9},7', ('{"08:00": 5, "11:00": 9}', "7")),
        ("none,5", ("none", "5")),
        ("08:30", ("08:30",)),
        ("random", ("random",)),
        ("-1", ("-1",)),
        ("word:-1", ("word:-1",)),
    ],
)
def test_values_are_a_range_or_a_list(text: str, wanted: tuple[str, ...]) -> None:
    """Times of day, step functions and words are what they are."""
    assert values(text) == wanted


def test_values_mean_what_yaml_says() -> None:
    """Numbers are numbers, as they would be in the file."""
    assert read_axes(["a=2,1.5,1m,[1, 1.2],{x: 1}"])[0].plain == (2, 1.5, "1m", [1, 1.2], {"x": 1})


def test_commas_inside_brackets_and_quotes_do_not_split() -> None:
    """Whatever is nested there."""
    assert split_values("[1,[2,3]],{a: [1,2], b: \"},\"},'x,y'") == [
        "[1,[2,3]]",
        '{a: [1,2], b: "},"}',
        "'x,y'",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a", "this is not PATH=VALUES; write for example"),
        ("=3", "this is not PATH=VALUES"),
        ("a..b=3", "this is not PATH=VALUES"),
        ("a=", "there is no value"),
        ("a=1,,2", "nothing between two commas"),
        ("a=5:2", "ends before it begins; write 2:5"),
        ("a=1:5:0", "the step is 0"),
        ("a=1:5:-1", "the step is -1; give a step above 0"),
        ("a=1m:5m:-1m", "the step is -1m; give a step above 0"),
        ("a=1:5:nan", "the step is nan; give a step above 0"),
        ("a=-3:3", '"-3:3" is no range of numbers from 0; write for example'),
        ("a=1:nan", '"1:nan" is no range of numbers from 0'),
        ("a=0:-inf:1", '"0:-inf:1" is no range of numbers from 0'),
        ("a=0.5:1", "has no step; say it, such as 0.5:1:0.5"),
        ("a=1m:5m", "has no step; say it, such as 1m:5m:1m"),
        ("a=1h:2h:1", "mixes units"),
        ("a=1:10%:1", "mixes units"),
        ("a=1:1000000000", "has 1,000,000,000 values; give at most 10,000"),
        ("a=2,3,2.0", "stands here more than once"),
        ("a={x: 1, y: 2},{y: 2, x: 1}", "stands here more than once"),
        ("a={,1", "not YAML"),
        ("a=+5,6", "is not a change to what is there"),
        ("a=.nan,1", "no number to plan with"),
        ("run.seed=1:3", "use --seed"),
        ("variants.a.b=1:3", "vary what they change"),
    ],
)
def test_what_is_no_axis_is_told(text: str, words: str) -> None:
    """With the option, and what would be right."""
    message = said(text)
    assert message.startswith('--vary "')
    assert words in message


def test_axes_are_few_and_do_not_undo_each_other() -> None:
    """At most three, and none within another."""
    assert "4 things are varied at once; vary at most 3" in said("a=1", "b=1", "c=1", "d=1")
    assert "a.b and a change the same key" in said("a.b=1,2", "a=3")
    assert "a and a change the same key" in said("a=1,2", "a=3")
    assert len(read_axes(["a.b=1,2", "a.bc=3"])) == 2


def test_all_that_is_wrong_is_told_together() -> None:
    """Each option has its own line."""
    assert len(said("a=", "b=5:2").splitlines()) == 2


def test_points_are_all_combinations() -> None:
    """The last axis changes fastest."""
    grid = list(points(read_axes(["a=1,2", "b=x,y,z"])))
    assert grid[:2] == [(("a", "1"), ("b", "x")), (("a", "1"), ("b", "y"))]
    assert len(set(grid)) == 6
