"""Several values in one setting."""

import pytest

from planner.scenario import ScenarioError
from planner.scenario.several import each_value


@pytest.mark.parametrize(
    ("setting", "singles"),
    [
        ("a.b=8,9, 10", ["a.b=8", "a.b=9", "a.b=10"]),
        ("a.b=8", ["a.b=8"]),
        ("a.b=", ["a.b="]),
        ("a=[1, 1.2],[1, 1.5]", ["a=[1, 1.2]", "a=[1, 1.5]"]),
        ("a={mean: 9m, cv: 0.8},5m", ["a={mean: 9m, cv: 0.8}", "a=5m"]),
        ("a='one, two',\"b, c\"", ["a='one, two'", 'a="b, c"']),
        ('a=["x]", 1],2', ['a=["x]", 1]', "a=2"]),
        ("no path", ["no path"]),
    ],
)
def test_commas_part_values_but_not_inside_them(setting: str, singles: list[str]) -> None:
    """Brackets, braces and quotes hold together what is in them."""
    assert each_value(setting) == singles


@pytest.mark.parametrize("setting", ["a=1,,2", "a=1,", "a=,1"])
def test_nothing_between_commas_is_a_slip(setting: str) -> None:
    """It would set nothing at all, which nobody means in a list."""
    with pytest.raises(ScenarioError, match="nothing between two commas"):
        each_value(setting)
