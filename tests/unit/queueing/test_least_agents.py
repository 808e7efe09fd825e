"""The fewest agents: against trying each number in turn, published cases, and limits."""

import itertools
import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.queueing import erlang_a, erlang_b, least_agents, least_agents_by_abandonment


def test_worked_example_of_call_centre_helper():
    """200 calls an hour of 3 minutes, 80 % within 20 s: 14 agents (Erlang C)."""
    assert least_agents(200 / 3600, 180, None, 0.8, 20) == 14


def test_no_patience_needs_the_lines_of_erlang_b():
    """Abstract Micro Systems' Erlang Library: 15.7 Erlang and 1 % loss take 25 trunks."""
    assert least_agents_by_abandonment(15.7 / 540, 540, 0.0, 0.01) == 25
    assert least_agents(15.7 / 540, 540, 0.0, 0.99, 0.0) == 25
    assert erlang_b(24, 15.7) > 0.01


@given(
    load=st.floats(0.01, 60.0),
    patience=st.one_of(st.none(), st.floats(1.0, 1e6)),
    target=st.floats(0.05, 0.999),
    within=st.floats(0.0, 300.0),
    slots=st.integers(1, 4),
)
def test_equals_trying_each_number(
    load: float, patience: float | None, target: float, within: float, slots: int
):
    """The search finds the first number of agents that is enough."""
    rate = load / 540
    first = next(
        agents
        for agents in itertools.count(1)
        if erlang_a(agents * slots, rate, 540, patience).service_level(within) >= target
    )
    assert least_agents(rate, 540, patience, target, within, slots) == first


@given(
    load=st.floats(0.01, 60.0),
    patience=st.floats(0.0, 1e5),
    at_most=st.floats(0.001, 0.9),
    slots=st.integers(1, 4),
)
def test_abandonment_equals_trying_each_number(load: float, patience: float, at_most: float, slots: int):
    """So does the search by abandonment."""
    rate = load / 540
    first = next(
        agents
        for agents in itertools.count(1)
        if erlang_a(agents * slots, rate, 540, patience).abandoned_rate <= at_most
    )
    assert least_agents_by_abandonment(rate, 540, patience, at_most, slots) == first


@pytest.mark.parametrize("patience", [None, 120.0])
def test_ten_thousand_servers(patience: float | None):
    """With three slots per agent and a load of 30,000 Erlang: enough, and one fewer is not."""
    rate = 30_000 / 540
    agents = least_agents(rate, 540, patience, 0.9, 10, slots=3)
    assert erlang_a(3 * agents, rate, 540, patience).service_level(10) >= 0.9
    assert erlang_a(3 * agents - 3, rate, 540, patience).service_level(10) < 0.9


def test_no_arrivals_need_nobody():
    """Without arrivals there is nothing to answer."""
    assert least_agents(0.0, 540, 60, 0.8, 20) == 0
    assert least_agents_by_abandonment(0.0, 540, 60, 0.02) == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"target": 0.0}, "target must lie between 0 and 1"),
        ({"target": 1.0}, "target must lie between 0 and 1"),
        ({"target": 80.0}, "80 % is 0.8"),
        ({"within": -1.0}, "within must be a finite number of seconds, 0 or more, not -1.0"),
        ({"slots": 0}, "slots must be a whole number of at least 1, not 0"),
        ({"slots": 1.5}, "slots must be a whole number of at least 1, not 1.5"),
        ({"arrival_rate": -1.0}, "arrival_rate must be"),
        ({"arrival_rate": 0.0, "handle_time": 0.0}, "handle_time must be"),
        ({"patience": -1.0}, "patience must be"),
    ],
)
def test_refuses_what_has_no_meaning(change: dict[str, float], message: str):
    """The message names the argument."""
    arguments = {
        "arrival_rate": 0.1,
        "handle_time": 540,
        "patience": 60,
        "target": 0.8,
        "within": 20,
    } | change
    with pytest.raises(ValueError, match=message):
        least_agents(**arguments)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"at_most": 0.0}, "at_most must lie between 0 and 1"),
        ({"at_most": 1.0}, "at_most must lie between 0 and 1"),
        ({"patience": math.inf}, "patience must be finite for a limit on abandonment, not inf"),
        ({"patience": -1.0}, "patience must be"),
        ({"slots": 0}, "slots must be a whole number of at least 1, not 0"),
    ],
)
def test_abandonment_refuses_what_has_no_meaning(change: dict[str, float], message: str):
    """The message names the argument."""
    arguments = {"arrival_rate": 0.1, "handle_time": 540, "patience": 60, "at_most": 0.05} | change
    with pytest.raises(ValueError, match=message):
        least_agents_by_abandonment(**arguments)


def test_formulas_do_not_import_scipy():
    """The command line starts quickly: scipy costs a second and no formula needs it."""
    code = (
        "import sys, planner.queueing as q; q.least_agents(0.1, 540, 60, 0.8, 20);"
        "print(any(name.startswith('scipy') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
