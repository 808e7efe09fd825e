"""The first lines about chats at once."""

from dataclasses import replace

import pytest

from planner.kpi import Estimate
from planner.report.concurrency.sentence import sentence
from planner.scenario import loads
from planner.study.caps import AtCap, CapFrontier, Meaning
from planner.study.caps.needed import Limits, Needed, Staffing
from planner.study.contrast import Contrast, Contrasts
from planner.study.overall import Overall

SCENARIO = loads(
    "start: 2026-11-23 09:00\nend: 2026-11-23 10:00\n"
    "chat_types: {a: {arrivals: {per_hour: 6}, conversation: {turns: 3, reply_work: 40s, customer_gap: 40s}, patience: 3m}}\n"
    "agent_groups: {b: {agents: 4, concurrency: 3}}\n"
)
PAYS = Meaning(("missed_rate",), False, ("reply_time_p90",), False)
COSTS = Meaning((), False, ("reply_time_p90",), False)
OPEN = Meaning((), False, ("reply_time_p90",), False, may_gain=True)
NOTHING = Meaning((), False, (), False)


def at(cap: int, missed: float, p90: float, agents: int | None) -> AtCap:
    """Return what a number of chats at once brings."""
    figures = {
        key: Estimate(value, value, value)
        for key, value in {"missed_rate": missed, "reply_time_p90": p90}.items()
    }
    level = Estimate(0.8, 0.8, 0.8)
    keeps = None if agents is None else Staffing(agents, level, level)
    return AtCap(cap, Overall(figures, {}, {}), Needed(keeps, None))


FOUND = CapFrontier(
    scenario=SCENARIO,
    groups=("b",),
    seed=1,
    replications=30,
    caps=(at(1, 0.3, 60.0, 6), at(2, 0.1, 90.0, 5), at(3, 0.09, 120.0, 5)),
    steps=(Contrasts({"missed_rate": Contrast(Estimate(-0.01), "undecided")}, {}, {}),) * 2,
    meanings=(PAYS, COSTS),
    limits=Limits(0.8),
    planned=5,
    most_tried=20,
    tries=30,
    equal=None,
    cautions=(),
    notes=(),
)


def test_it_says_how_many_pay_and_what_one_more_would_do() -> None:
    """The last that pays with its price, and the one that does not."""
    said = sentence(FOUND)
    assert said.startswith("2 at once pay: fewer are missed than 1 (")
    assert "A 3rd does not pay" in said
    assert "planned" not in said


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (OPEN, "Whether more than 2 at once pay cannot be told yet"),
        (NOTHING, "More, up to 3, make no difference that matters"),
        (PAYS, "That is the most that was tried."),
    ],
)
def test_what_is_not_known_is_not_denied(second: Meaning, words: str) -> None:
    """A step that may pay is told apart from one that does not matter."""
    assert words in sentence(replace(FOUND, meanings=(PAYS, second)))


def test_a_first_step_that_is_not_known_leaves_all_open() -> None:
    """Then one at once is all that is known to do."""
    assert "Whether more than 1 at once pay" in sentence(replace(FOUND, meanings=(OPEN, OPEN)))


def test_too_few_agents_are_told() -> None:
    """Where the promise needs more than are planned, at any number of chats at once, or cannot be kept at all."""
    assert "with the 4 planned: it needs 5 agents, with 2 at once." in sentence(replace(FOUND, planned=4))
    never = replace(FOUND, caps=tuple(replace(one, needed=Needed(None, None)) for one in FOUND.caps))
    assert "not kept at any number, nor with 20 agents" in sentence(never)
