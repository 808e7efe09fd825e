"""The parts of an advice: hours, effects, verdicts, stretches and what is put together, on figures made by hand."""

import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from planner.demand import blueprint
from planner.kpi import BY_KEY, Estimate
from planner.scenario import Scenario, loads
from planner.staffing.advise import Change, Effect, WhatIf
from planner.staffing.advise.advise import with_usual
from planner.staffing.advise.effects import effects
from planner.staffing.advise.hours import Hour, open_hours, put_down_to, stretches, together
from planner.staffing.advise.judge import Judge
from planner.staffing.advise.ranking import Ranking
from planner.staffing.advise.remedy import put_together
from planner.staffing.conditions import Conditions, Standing
from planner.staffing.goals import Goal, goals
from planner.staffing.trial import Outcome

HOUR = 3600.0
LEVEL = Goal(BY_KEY["service_level"], "at_least", 0.8)
MISSED = Goal(BY_KEY["missed_rate"], "at_most", 0.05, "interval")


def scenario(start: str = "2026-11-23 08:00", end: str = "2026-11-23 12:00", more: str = "") -> Scenario:
    """Return a desk."""
    return loads(
        f"start: {start}\nend: {end}\ninterval: 1h\n{more}\n"
        "chat_types: {sales: {arrivals: {per_hour: 6}, handle_time: 5m, patience: 3m}}\n"
        "agent_groups: {team: {agents: 4}}\n"
    )


def hours_of(desk: Scenario) -> list[Hour]:
    """Return its hours in hours since the start."""
    found = open_hours(blueprint(desk).window, desk.time)
    return [Hour(hour.begin / HOUR, hour.end / HOUR) for hour in found]


def test_hours_are_those_of_the_clock_while_doors_are_open() -> None:
    """A day from half past eight with a rest at noon: hours are cut where doors open and close."""
    desk = scenario("2026-11-23 08:30", "2026-11-23 14:15", 'open: ["08:30-12:15", "12:45-14:15"]')
    clock = [(hour.begin + 8.5, hour.end + 8.5) for hour in hours_of(desk)]
    assert clock == [(8.5, 9), (9, 10), (10, 11), (11, 12), (12, 12.25), (12.75, 13), (13, 14), (14, 14.25)]


def test_the_hour_that_comes_twice_is_two_hours() -> None:
    """Clocks go back from three to two."""
    desk = scenario("2026-10-25 01:00", "2026-10-25 05:00", "timezone: Europe/Berlin")
    assert hours_of(desk) == [Hour(at, at + 1) for at in range(5)]


def test_time_that_does_not_count_is_not_tried() -> None:
    """Warm-up and cool-down are cut off."""
    desk = scenario(more="run: {warm_up: 90m, cool_down: 1h}")
    assert hours_of(desk) == [Hour(1.5, 2), Hour(2, 3)]


def test_hours_a_day_apart_are_tried_together() -> None:
    """Each hour is in one batch, and changes are put down to the last one before, or half an hour after."""
    three_days = [Hour(at * HOUR, (at + 1) * HOUR) for at in range(72)]
    batches = together(three_days)
    assert len(batches) <= 24
    assert all(
        after.begin - before.begin >= 22 * HOUR for batch in batches for before, after in pairwise(batch)
    )
    assert sorted(hour for batch in batches for hour in batch) == three_days
    edges = np.arange(0, 73) * HOUR
    place = put_down_to([Hour(10 * HOUR, 11 * HOUR), Hour(34 * HOUR, 35 * HOUR)], edges)
    assert place.tolist() == [0] * 34 + [1] * 38
    half_hours = put_down_to([Hour(0, HOUR), Hour(24 * HOUR, 25 * HOUR)], np.arange(0, 97) * HOUR / 2)
    assert half_hours.tolist() == [0] * 47 + [1] * 49


def test_neighbours_are_put_together_within_a_date() -> None:
    """Not over a gap, nor over midnight."""
    desk = scenario("2026-11-23 20:00", "2026-11-24 04:00")
    hours = [Hour(at * HOUR, (at + 1) * HOUR) for at in (0, 2, 3, 4, 5)]
    assert stretches(hours, desk.time) == [[hours[0]], hours[1:3], hours[3:]]


def outcome(top: list[list[float]], bottom: list[list[float]]) -> Outcome:
    """Return what one goal has, as [replication, interval]."""
    return Outcome(np.array(top)[:, np.newaxis], np.array(bottom)[:, np.newaxis], np.zeros((len(top), 1)))


def standing_of(goal: Goal, top: list[list[float]], bottom: list[list[float]]) -> tuple[Conditions, Outcome]:
    """Return the conditions of one goal in a morning of four hours, and an outcome."""
    return Conditions((goal,), blueprint(scenario()).window), outcome(top, bottom)


OFFERED = [[10.0, 20.0, 10.0, 10.0], [10.0, 10.0, 20.0, 20.0], [20.0, 10.0, 10.0, 10.0]]
BEFORE = [[8.0, 12.0, 9.0, 9.0], [7.0, 8.0, 12.0, 15.0], [13.0, 9.0, 8.0, 8.0]]
AFTER = [[8.0, 15.0, 9.0, 9.0], [7.0, 9.0, 14.0, 16.0], [15.0, 9.0, 9.0, 8.0]]


def test_an_effect_is_the_difference_of_pairs() -> None:
    """Pooled shares, and Student's interval from the differences of jackknife pseudo-values."""
    conditions, base = standing_of(LEVEL, BEFORE, OFFERED)
    other = outcome(AFTER, OFFERED)
    edges = np.arange(5) * HOUR
    change = Change("team", HOUR, 2 * HOUR, 1)
    (effect,) = effects(conditions.standing(base), conditions.standing(other), [change], edges)
    gained, all_of = np.array(AFTER).sum(axis=1) - np.array(BEFORE).sum(axis=1), np.array(OFFERED).sum(axis=1)
    value = gained.sum() / all_of.sum()
    pseudo = [3 * value - 2 * np.delete(gained, one).sum() / np.delete(all_of, one).sum() for one in range(3)]
    reach = stats.t.ppf(0.975, 2) * np.std(pseudo, ddof=1) / np.sqrt(3)
    assert effect.difference.mean == pytest.approx(value)
    assert effect.difference.low == pytest.approx(value - reach)
    assert effect.difference.high == pytest.approx(value + reach)
    assert (effect.before.mean, effect.after.mean) == (pytest.approx(118 / 160), pytest.approx(128 / 160))


def test_a_goal_in_each_interval_is_told_of_those_changed() -> None:
    """Only the second hour's chats are counted."""
    conditions, base = standing_of(MISSED, BEFORE, OFFERED)
    standings = conditions.standing(base), conditions.standing(outcome(AFTER, OFFERED))
    (effect,) = effects(*standings, [Change("team", HOUR, 2 * HOUR, 1)], np.arange(5) * HOUR)
    assert effect.before.mean == pytest.approx((12 + 8 + 9) / 40)
    assert effect.after.mean == pytest.approx((15 + 9 + 9) / 40)


def test_one_replication_has_no_interval() -> None:
    """Only the difference itself."""
    conditions, base = standing_of(LEVEL, BEFORE[:1], OFFERED[:1])
    standings = conditions.standing(base), conditions.standing(outcome(AFTER[:1], OFFERED[:1]))
    (effect,) = effects(*standings, [Change("team", HOUR, 2 * HOUR, 1)], np.arange(5) * HOUR)
    assert effect.difference == Estimate(pytest.approx(3 / 50))
    assert effect.helps


def shares(*kept: float) -> Outcome:
    """Return four replications of 100 chats an hour, of which such shares are in time, a little more or less."""
    top = [[100 * share + luck for share in kept] for luck in (-0.2, 0.2, 0.1, -0.1)]
    return outcome(top, [[100.0] * len(kept)] * 4)


def judged(goal: Goal, before: Outcome, after: Outcome) -> tuple[Judge, bool, float]:
    """Return a judge, whether agents can go, and how much closer to the target that is."""
    conditions = Conditions((goal,), blueprint(scenario()).window)
    judge = Judge(conditions.standing(before), 1)
    standing = conditions.standing(after)
    return judge, judge.lets_go(standing), judge.distance(judge.base) - judge.distance(standing)


def test_agents_can_go_where_the_target_surely_still_holds() -> None:
    """From 85 % to 83 % they can; to 79 %, or to just 80 %, they cannot."""
    for after, expected in ((0.83, True), (0.79, False), (0.8, False)):
        assert judged(LEVEL, shares(*[0.85] * 4), shares(*[after] * 4))[1] is expected


def test_who_makes_no_difference_can_go() -> None:
    """Even where the target holds by a hair."""
    assert judged(LEVEL, shares(*[0.8] * 4), shares(*[0.8] * 4))[1]


def test_where_a_target_is_missed_it_may_get_hardly_worse() -> None:
    """From 70 % of 80 %: a twentieth of a point is nothing, a tenth is more than a thousandth of the bound."""
    assert judged(LEVEL, shares(*[0.7] * 4), shares(*[0.6995] * 4))[1]
    assert not judged(LEVEL, shares(*[0.7] * 4), shares(*[0.699] * 4))[1]


def of_both(goals: tuple[Goal, Goal], *kept: float) -> Standing:
    """Return how two goals stand that are the same shares every day."""
    parts = [shares(*[share] * 4) for share in kept]
    top, bottom = (np.concatenate([getattr(part, of) for part in parts], axis=1) for of in ("top", "bottom"))
    return Conditions(goals, blueprint(scenario()).window).standing(Outcome(top, bottom, np.zeros((4, 1))))


def test_where_a_target_asks_for_fewer_agents_busy_ones_can_go() -> None:
    """Of 60 % utilisation where 90 % are asked for: what else is told may get worse, but the targets may not."""
    busy, lost = Goal(BY_KEY["utilization"], "at_least", 0.9), Goal(BY_KEY["missed_rate"], "at_most", 1.0)
    judge = Judge(of_both((busy, lost), 0.6, 0.01), 1)
    assert judge.lets_go(of_both((busy, lost), 0.7, 0.03))
    assert not judge.lets_go(of_both((busy, lost), 0.5, 0.01))


def test_where_a_target_is_missed_nobody_busy_can_go() -> None:
    """The level of 70 % stays as it is, but two points more of all chats are missed: no target is about them, and yet."""
    lost = Goal(BY_KEY["missed_rate"], "at_most", 1.0)

    def both(level: float, missed: float) -> Standing:
        return of_both((LEVEL, lost), level, missed)

    assert not Judge(both(0.7, 0.1), 1).lets_go(both(0.7, 0.12))
    assert Judge(both(0.7, 0.1), 1).lets_go(both(0.7, 0.1005))
    assert Judge(both(0.9, 0.1), 1).lets_go(both(0.9, 0.12))


def test_the_distance_is_a_share_of_the_bound() -> None:
    """From 72 % to 76 % of 80 % is a twentieth closer; beyond the bound nothing is gained."""
    judge, _, closer = judged(LEVEL, shares(*[0.72] * 4), shares(*[0.76] * 4))
    assert closer == pytest.approx(0.05)
    assert judge.distance(judge.base) == pytest.approx(0.1)
    assert judged(LEVEL, shares(*[0.8] * 4), shares(*[0.9] * 4))[2] == pytest.approx(0.0)


def test_a_target_comes_back_only_where_it_holds_everywhere() -> None:
    """One interval above the bound is enough to miss it."""
    conditions = Conditions((MISSED,), blueprint(scenario()).window)
    judge = Judge(conditions.standing(shares(0.04, 0.06, 0.07, 0.04)), 1)
    assert judge.mends(conditions.standing(shares(0.04, 0.04, 0.06, 0.04))) == ()
    assert judge.mends(conditions.standing(shares(0.04, 0.04, 0.04, 0.04))) == (MISSED,)
    holding = Judge(conditions.standing(shares(0.04, 0.04, 0.04, 0.04)), 1)
    assert holding.breaks(conditions.standing(shares(0.04, 0.06, 0.04, 0.04))) == (MISSED,)


def what_if(group: str, hour: int, gain: float, lets_go: bool = True) -> WhatIf:
    """Return one more or less in an hour, and by how much the service level rises."""
    difference = Estimate(gain, gain - 0.01, gain + 0.01)
    effect = Effect(LEVEL, Estimate(0.7), Estimate(0.7 + gain), difference)
    change = Change(group, hour * HOUR, (hour + 1) * HOUR, 1 if gain > 0 else -1)
    return WhatIf((change,), (effect,), (), (), gain, lets_go)


def test_hours_in_which_an_agent_does_about_as_much_are_put_together() -> None:
    """Those next to the best hour, in the same group, with half of what it brings or more."""
    ranking = Ranking([LEVEL], LEVEL, scenario().time)
    gains = {("team", 0): 0.04, ("team", 1): 0.03, ("team", 2): 0.06, ("team", 3): 0.02, ("back", 3): 0.05}
    more = ranking.ranked([what_if(*place, gain) for place, gain in gains.items()])
    assert [found.closer for found in more] == sorted(gains.values(), reverse=True)
    assert ranking.around(more[0], more) == Change("team", 0.0, 3 * HOUR, 1)


def test_only_what_is_sure_to_help_does() -> None:
    """The service level where no target is missed, else one of those that are."""
    sure, unsure = what_if("team", 0, 0.02), what_if("team", 1, 0.005)
    for missed in ([], [LEVEL]):
        ranking = Ranking(missed, LEVEL, scenario().time)
        assert ranking.helps(sure)
        assert not ranking.helps(unsure)


def test_hours_from_which_an_agent_can_go() -> None:
    """Neighbours are put together, quiet ones first; of half of them, the half that is missed least.

    On average an agent less costs 0.3 points an hour.
    """
    ranking = Ranking([], LEVEL, scenario("2026-11-23 08:00", "2026-11-23 16:00").time)
    less = [what_if("team", hour, -0.001 * hour, lets_go=hour not in (0, 2)) for hour in range(7)]
    run = [Hour(hour * HOUR, (hour + 1) * HOUR) for hour in (3, 4, 5, 6)]
    one = [Hour(HOUR, 2 * HOUR)]
    assert [found[:2] for found in ranking.runs(less)] == [("team", one), ("team", run), ("team", one)]
    assert [found[2] for found in ranking.runs(less)] == [pytest.approx(0.003), math.inf, math.inf]
    assert ranking.narrower(run, "team", less) == run[:2]
    assert ranking.narrower(run[:1], "team", less) == []


def test_hours_chosen_are_told_as_few_changes() -> None:
    """Two more at nine and one more at ten: one from nine to eleven, and another at nine."""
    nine, ten, noon = (Hour(at * HOUR, (at + 1) * HOUR) for at in (1, 2, 4))
    chosen = Counter({("team", nine): 2, ("team", ten): 1, ("back", nine): 2, ("back", noon): 1})
    assert put_together(chosen, scenario().time) == (
        Change("back", HOUR, 2 * HOUR, 2),
        Change("team", HOUR, 2 * HOUR, 1),
        Change("team", HOUR, 3 * HOUR, 1),
        Change("back", 4 * HOUR, 5 * HOUR, 1),
    )


@pytest.mark.parametrize(
    ("targets", "added"),
    [
        ("[{kpi: service_level, at_least: 80%}, {kpi: missed_rate, at_most: 3%}]", []),
        ("[{kpi: service_level, at_least: 80%, on: 90% of days}]", ["missed_rate"]),
        ("[{kpi: service_level, at_least: 80%, per: interval}]", ["service_level", "missed_rate"]),
        ("[{kpi: missed_rate, at_most: 3%}]", ["service_level"]),
    ],
)
def test_the_usual_figures_are_told_beside_the_targets(targets: str, added: list[str]) -> None:
    """Service level and missed rate over all the time, unless a target is about them."""
    desk = scenario(more=f"targets: {targets}")
    asked = goals(desk, blueprint(desk))
    told, promise = with_usual(asked, desk)
    assert told[: len(asked)] == asked
    assert [goal.kpi.key for goal in told[len(asked) :]] == added
    assert (promise.kpi.key, promise.per) == ("service_level", "run")
