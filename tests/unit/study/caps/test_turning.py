"""Where another chat at once stops paying, and the words for it."""

import pytest

from planner.kpi import Estimate
from planner.study.caps.turning import Meaning, meaning, stops_at
from planner.study.contrast import Contrast, Word

BEFORE = {"chats_per_agent_hour": Estimate(10.0)}


def found(**differences: tuple[float, Word]) -> dict[str, Contrast]:
    """Return contrasts; what is not given does not differ for sure."""
    keys = (
        "missed_rate",
        "chats_per_agent_hour",
        "wait_mean",
        "frt_mean",
        "reply_time_mean",
        "reply_time_p90",
    )
    return {
        key: Contrast(
            Estimate(differences.get(key, (0.0, ""))[0]), differences.get(key, (0.0, "undecided"))[1]
        )
        for key in (*keys, "handle_time_mean")
    }


@pytest.mark.parametrize(
    ("differences", "gains"),
    [
        ({"missed_rate": (-0.02, "better")}, ("missed_rate",)),
        ({"missed_rate": (-0.02, "undecided")}, ()),
        ({"missed_rate": (-0.008, "better")}, ()),
        ({"missed_rate": (0.02, "worse")}, ()),
        ({"chats_per_agent_hour": (0.12, "higher")}, ("chats_per_agent_hour",)),
        ({"chats_per_agent_hour": (0.08, "higher")}, ()),
    ],
)
def test_a_gain_is_sure_and_large_enough(
    differences: dict[str, tuple[float, Word]], gains: tuple[str, ...]
) -> None:
    """One in a hundred of all chats, one per cent of the chats that agents do."""
    step = meaning(BEFORE, found(**differences), "alike")
    assert step.gains == gains
    assert step.pays == bool(gains)


@pytest.mark.parametrize(
    ("missed", "more", "told"),
    [
        ((-0.009, 0.001), (-0.1, 0.09), True),
        ((-0.011, 0.001), (-0.1, 0.09), False),
        ((-0.009, 0.001), (-0.1, 0.11), False),
        ((None, None), (-0.1, 0.09), False),
    ],
)
def test_a_step_does_not_pay_only_where_its_interval_leaves_no_gain(
    missed: tuple[float | None, float | None], more: tuple[float, float], told: bool
) -> None:
    """Few replications cannot say that one more is too many."""
    contrasts = found(frt_mean=(4.0, "worse")) | {
        "missed_rate": Contrast(Estimate(-0.004, *missed), "undecided"),
        "chats_per_agent_hour": Contrast(Estimate(0.0, *more), "undecided"),
    }
    step = meaning(BEFORE, contrasts, "alike")
    assert step.does_not_pay is told
    assert stops_at([step]) == (0 if told else None)


def test_fewer_agents_are_a_gain_by_themselves() -> None:
    """More, or as many, are none."""
    assert meaning(BEFORE, found(), "fewer").pays
    assert not meaning(BEFORE, found(), "more").pays


def test_replies_are_the_cost_of_conversations_and_length_of_other_chats() -> None:
    """A conversation may take longer without costing anybody a wait."""
    longer = found(handle_time_mean=(30.0, "higher"))
    assert meaning(BEFORE, longer, "alike").costs == ()
    without = {key: contrast for key, contrast in longer.items() if not key.startswith("reply")}
    assert meaning(BEFORE, without, "alike").costs == ("handle_time_mean",)
    late = found(reply_time_p90=(9.0, "worse"), frt_mean=(-3.0, "better"))
    assert meaning(BEFORE, late, "alike").costs == ("reply_time_p90",)


@pytest.mark.parametrize(
    ("wait", "response", "moves"),
    [
        ((-5.0, "better"), (4.0, "worse"), True),
        ((-5.0, "better"), (0.1, "undecided"), True),
        ((-5.0, "better"), (-3.0, "better"), False),
        ((-0.5, "better"), (4.0, "worse"), False),
        ((1.0, "undecided"), (4.0, "worse"), False),
    ],
)
def test_the_wait_moves_where_the_first_reply_comes_no_earlier(
    wait: tuple[float, Word], response: tuple[float, Word], moves: bool
) -> None:
    """Customers wait less for an agent, but not less in all."""
    assert meaning(BEFORE, found(wait_mean=wait, frt_mean=response), "alike").moves_the_wait is moves


def test_it_stops_where_a_step_costs_and_brings_nothing() -> None:
    """A step that neither brings nor costs anything does not stop the search."""
    pays = Meaning(("missed_rate",), False, ("frt_mean",), False)
    idle = Meaning((), False, (), False)
    costs = Meaning((), False, ("frt_mean",), False)
    assert stops_at([pays, idle, costs, costs]) == 2
    assert stops_at([pays, idle, pays]) is None
    assert stops_at([costs, pays]) == 0
