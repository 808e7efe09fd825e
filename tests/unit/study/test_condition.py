"""Conditions that a planner sets."""

import pytest

from planner.kpi import Estimate
from planner.scenario.quantities import Unreadable
from planner.study.condition import Condition, read_condition


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("service_level >= 80%", Condition("service_level", ">=", 0.8)),
        ("service_level>=0.8", Condition("service_level", ">=", 0.8)),
        ("wait_mean < 2m", Condition("wait_mean", "<", 120.0)),
        (" wait_p90<=60s ", Condition("wait_p90", "<=", 60.0)),
        ("staffed_hours > 61.5", Condition("staffed_hours", ">", 61.5)),
        ("staffed_hours <= 1h30m", Condition("staffed_hours", "<=", 1.5)),
        ("offered > 0", Condition("offered", ">", 0.0)),
    ],
)
def test_a_value_carries_the_unit_of_its_kpi(text: str, wanted: Condition) -> None:
    """Shares, durations, hours and plain numbers, with spaces or without."""
    assert read_condition(text) == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is no condition"),
        ("service_level", "is no condition"),
        ("service_level >=", "is no condition"),
        ("service_level = 0.8", '"=" is none of >=, <=, >, <'),
        ("service_level => 0.8", '"=>" is none of'),
        ("service_level >= 80", "80%"),
        ("service_level >= -0.1", "not a share"),
        ("service_level >= nan", "not a share"),
        ("wait_mean <= 60", "has no unit"),
        ("offered >= -1", '"-1" is negative; give a number from 0, such as 12.5'),
        ("offered >=-1", '"-1" is negative'),
        ("staffed_hours > -1", "is negative"),
        ("offered > 1e3", "is not a number"),
        ("offered > __import__('os')", "is not a number"),
        ("offered > 1 > 2", "is not a number"),
    ],
)
def test_what_is_no_condition_is_told(text: str, words: str) -> None:
    """With what would be right."""
    with pytest.raises(Unreadable) as caught:
        read_condition(text)
    assert words in f"{caught.value.wrong}; {caught.value.fix}"


def test_a_condition_is_about_the_mean() -> None:
    """At the bound itself by the sign; a figure that is not known fulfils none."""
    level = {"service_level": Estimate(0.8, 0.7, 0.9)}
    assert Condition("service_level", ">=", 0.8).holds(level)
    assert Condition("service_level", "<=", 0.8).holds(level)
    assert not Condition("service_level", ">", 0.8).holds(level)
    assert not Condition("service_level", "<", 0.8).holds(level)
    assert not Condition("service_level", ">=", 0.0).holds({"service_level": Estimate(None)})
    assert not Condition("days_kept", ">=", 0.0).holds(level)
