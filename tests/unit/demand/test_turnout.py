"""Who turns up and who is away for a while."""

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from planner.demand.turnout import Turnout, draw_roster
from planner.engine import simulate
from planner.flow.demand import NOBODY, Demand
from planner.flow.profile import Profile
from planner.flow.roster import Group, Headcount, Roster, Shift
from planner.flow.rules import Rules

HOUR, DAY = 3600.0, 86400.0
SEED, REPLICATION = 17, 3


def with_shifts(groups, days, begin=9 * HOUR, end=17 * HOUR):
    """Return a roster of groups with so many agents each, who all work every day."""
    group_of = tuple(number for number, agents in enumerate(groups.values()) for _ in range(agents))
    shifts = tuple(
        Shift(agent, day * DAY + begin, day * DAY + end, (), day)
        for day in range(days)
        for agent in range(len(group_of))
    )
    return Roster(tuple(map(group, groups)), group_of, shifts=shifts)


def with_headcounts(agents, changes, scheduled, name="team"):
    """Return a roster of one group with head counts as (hours, agents); `scheduled` has hours and values."""
    edges, values = scheduled
    return Roster(
        (group(name),),
        (0,) * agents,
        headcounts=tuple(Headcount(at * HOUR, 0, count) for at, count in changes),
        scheduled=(Profile(np.array(edges) * HOUR, np.array(values, dtype=np.float64)),),
    )


def group(name):
    """Return a plain group."""
    return Group(name, 1, (1.0,), (0,))


def drawn(roster, turnout, days, seed=SEED, replication=REPLICATION):
    """Draw a roster over so many days of 24 hours; one turnout holds for all groups."""
    turnouts = (turnout,) * len(roster.groups) if isinstance(turnout, Turnout) else turnout
    return draw_roster(roster, turnouts, np.arange(days + 1) * DAY, seed, replication)


def absent(roster, name="team"):
    """Return who is absent when, as (place within the group, day)."""
    number = [made.name for made in roster.groups].index(name)
    first = roster.members(number)[0]
    return {
        (shift.agent - first, shift.day)
        for shift in roster.shifts
        if shift.absent and roster.group_of[shift.agent] == number
    }


def spells(roster, name="team"):
    """Return who is away when, as (place within the group, from, to)."""
    number = [made.name for made in roster.groups].index(name)
    first = roster.members(number)[0]
    return [
        (spell.agent - first, spell.begin, spell.end)
        for spell in roster.away
        if roster.group_of[spell.agent] == number
    ]


ILL, OFTEN_AWAY = Turnout(absence=0.2), Turnout(away=0.25, spell=900.0)
BOTH = Turnout(0.2, 0.25, 900.0)


def test_a_plan_that_everybody_keeps_is_left_as_it_is():
    """The very same roster."""
    roster = with_shifts({"team": 5}, 3)
    assert drawn(roster, Turnout(), 3) is roster


def test_the_same_key_draws_the_same_and_any_other_another():
    """Seed and replication are the key."""
    roster = with_shifts({"team": 20}, 10)
    assert drawn(roster, BOTH, 10) == drawn(roster, BOTH, 10)
    others = [drawn(roster, BOTH, 10, seed=18), drawn(roster, BOTH, 10, replication=4)]
    for other in others:
        assert absent(other) != absent(drawn(roster, BOTH, 10))
        assert spells(other) != spells(drawn(roster, BOTH, 10))


def test_one_more_agent_changes_nobody_else():
    """The others are absent and away when they were."""
    few, more = (drawn(with_shifts({"team": agents}, 10), BOTH, 10) for agents in (20, 21))
    assert len(absent(few)) > 10
    assert absent(few) == {who for who in absent(more) if who[0] < 20}
    assert spells(few) == [spell for spell in spells(more) if spell[0] < 20]


def test_one_more_day_changes_no_other_day():
    """What is drawn for the first ten days stays."""
    short, long = (drawn(with_shifts({"team": 20}, days), BOTH, days) for days in (10, 11))
    assert absent(short) == {who for who in absent(long) if who[1] < 10}
    assert spells(short) == [spell for spell in spells(long) if spell[1] < 10 * DAY]


@pytest.mark.parametrize("groups", [{"new": 7, "team": 20}, {"team": 20, "new": 7}], ids=["before", "after"])
def test_another_group_changes_nobody(groups):
    """Whether it stands before or after: what counts is the place within the group."""
    alone, beside = (drawn(with_shifts(names, 10), BOTH, 10) for names in ({"team": 20}, groups))
    assert absent(alone) == absent(beside)
    assert spells(alone) == spells(beside)


def test_groups_have_numbers_of_their_own():
    """Two of the same size do not fall ill together, nor go away together."""
    both = drawn(with_shifts({"team": 20, "other": 20}, 10), BOTH, 10)
    assert absent(both) != absent(both, "other")
    assert spells(both) != spells(both, "other")


def test_absence_of_one_group_is_none_of_another():
    """With full turnout there, everybody comes."""
    both = drawn(with_shifts({"team": 20, "other": 20}, 10), (ILL, Turnout()), 10)
    assert absent(both)
    assert absent(both, "other") == set()


def test_who_is_absent_at_a_small_rate_is_so_at_a_larger_one():
    """5 %, 10 % and 50 % draw the same numbers."""
    roster = with_shifts({"team": 40}, 10)
    sets = [absent(drawn(roster, Turnout(absence=rate), 10)) for rate in (0.05, 0.1, 0.5)]
    assert sets[0] < sets[1] < sets[2]


def test_everybody_is_absent_at_100_percent():
    """Each on each day."""
    found = drawn(with_shifts({"team": 4}, 3), Turnout(absence=1.0), 3)
    assert absent(found) == {(agent, day) for agent in range(4) for day in range(3)}


def test_absence_and_spells_away_do_not_meddle():
    """With the other added, each is what it was: also those who are absent have spells, which count for nothing."""
    roster = with_shifts({"team": 20}, 10)
    assert absent(drawn(roster, BOTH, 10)) == absent(drawn(roster, ILL, 10))
    assert spells(drawn(roster, BOTH, 10)) == spells(drawn(roster, OFTEN_AWAY, 10))


def test_an_absent_agent_misses_all_shifts_of_the_day():
    """Two shifts on one date are one draw, and so is the night shift by the date on which it begins."""
    roster = Roster(
        (group("team"),),
        (0,) * 30,
        shifts=tuple(
            Shift(agent, begin, begin + 3600, (), 0)
            for begin in (0.0, 7200.0, DAY - 1800)
            for agent in range(30)
        ),
    )
    found = drawn(roster, Turnout(absence=0.4), 2)
    by_shift = [{made.agent for made in found.shifts[at : at + 30] if made.absent} for at in (0, 30, 60)]
    assert by_shift[0] == by_shift[1] == by_shift[2] != set()


def test_the_evening_before_the_start_has_a_draw_of_its_own():
    """Shifts of day -1 are drawn, and not as those of day 0 or 1."""
    shifts = tuple(Shift(agent, 0.0, HOUR, (), day) for day in (-1, 0, 1) for agent in range(60))
    found = absent(drawn(Roster((group("team"),), (0,) * 60, shifts=shifts), Turnout(absence=0.5), 2))
    by_day = [{agent for agent, on in found if on == day} for day in (-1, 0, 1)]
    assert by_day[0] != by_day[1] != by_day[2] != by_day[0]
    assert all(15 <= len(who) <= 45 for who in by_day)  # 30, give or take four standard deviations


def test_as_many_are_absent_as_the_rate_says():
    """200 agents on 50 days at 5 %: 500 of 10,000, within four standard deviations."""
    found = absent(drawn(with_shifts({"team": 200}, 50), Turnout(absence=0.05), 50))
    assert abs(len(found) - 500) < 4 * math.sqrt(10_000 * 0.05 * 0.95)


def test_absence_is_independent_from_day_to_day_and_agent_to_agent():
    """At 30 % neighbours in either way are absent both on 9 % of occasions; replications likewise."""
    roster = with_shifts({"team": 100}, 60)

    def table(replication):
        found = np.zeros((100, 60))
        for agent, day in absent(drawn(roster, Turnout(absence=0.3), 60, replication=replication)):
            found[agent, day] = 1
        return found

    one, other = table(0), table(1)
    for left, right in ((one[:, :-1], one[:, 1:]), (one[:-1], one[1:]), (one, other)):
        assert abs(np.corrcoef(left.ravel(), right.ravel())[0, 1]) < 4 / math.sqrt(left.size)


def test_as_many_accept_as_are_present_among_the_first_of_the_roster():
    """Three are planned, then five, of six: those absent among them are missing, the sixth does not help out."""
    roster = with_headcounts(6, [(0, 3), (4, 5)], ([0, 4, 8], [3, 5]))
    counts = set()
    for replication in range(60):
        found = draw_roster(roster, (Turnout(absence=0.3),), np.array([0, 8 * HOUR]), SEED, replication)
        assert [change.time for change in found.headcounts] == [0, 4 * HOUR]
        for change, planned in zip(found.headcounts, (3, 5), strict=True):
            assert change.agents == planned - sum(agent < planned for agent in change.absent)
        assert found.headcounts[0].absent == found.headcounts[1].absent
        counts.add(found.headcounts[1].agents)
    assert len(counts) > 2


def test_head_counts_and_shifts_draw_the_same_absences():
    """The key is the name of the group, the place in it and the day, however the agents are planned."""
    shifts = drawn(with_shifts({"team": 30}, 1), ILL, 1)
    counts = drawn(with_headcounts(30, [(9, 30)], ([0, 9, 17, 24], [0, 30, 0])), ILL, 1)
    assert {(agent, 0) for agent in counts.headcounts[0].absent} == absent(shifts)


def test_a_head_count_is_told_again_as_a_day_begins():
    """Round the clock with a single step: the second and third day have absences of their own."""
    roster = with_headcounts(30, [(0, 30)], ([0, 72], [30]))
    found = drawn(roster, ILL, 3).headcounts
    assert [change.time for change in found] == [0, DAY, 2 * DAY]
    shifts = absent(drawn(with_shifts({"team": 30}, 3), ILL, 3))
    assert [{(agent, day) for agent in change.absent} for day, change in enumerate(found)] == [
        {who for who in shifts if who[1] == day} for day in range(3)
    ]
    assert [change.agents for change in found] == [30 - len(change.absent) for change in found]


def test_a_step_at_the_beginning_of_a_day_is_told_once():
    """It has the absences of the day that begins."""
    roster = with_headcounts(30, [(0, 30), (24, 20)], ([0, 24, 48], [30, 20]))
    found = drawn(roster, ILL, 2).headcounts
    assert [change.time for change in found] == [0, DAY]
    assert found[0].absent != found[1].absent
    assert found[1].agents == 20 - sum(agent < 20 for agent in found[1].absent)


def test_nothing_is_told_as_a_day_begins_while_doors_are_closed():
    """Open from 9 to 17: at midnight nobody is there; at 33 h it is the second day."""
    roster = with_headcounts(30, [(9, 30), (33, 30)], ([0, 9, 17, 33, 41, 48], [0, 30, 0, 30, 0]))
    found = drawn(roster, ILL, 2).headcounts
    assert [change.time / HOUR for change in found] == [9, 33]
    assert found[0].absent != found[1].absent


def test_head_counts_of_a_group_that_nobody_misses_are_not_told_again():
    """Only spells away are drawn: the head counts are the plan's."""
    roster = with_headcounts(5, [(0, 5)], ([0, 72], [5]))
    found = drawn(roster, OFTEN_AWAY, 3).headcounts
    assert {change.agents for change in found} == {5}
    assert {change.absent for change in found} == {frozenset()}


@pytest.fixture(scope="module")
def long_run():
    """30 agents round the clock for 40 days: a quarter of an hour away, three quarters there, on average."""
    roster = with_headcounts(30, [(0, 30)], ([0, 960], [30]))
    return spells(drawn(roster, OFTEN_AWAY, 40))


def by_agent(found):
    """Return each agent's spells as (from, to)."""
    return [[(begin, end) for agent, begin, end in found if agent == who] for who in range(30)]


def test_the_share_of_time_away_is_the_wanted_one(long_run):
    """A quarter, within three standard errors over the agents, which are small."""
    shares = np.array([sum(end - begin for begin, end in own) / (40 * DAY) for own in by_agent(long_run)])
    error = shares.std(ddof=1) / math.sqrt(30)
    assert error < 0.02 * 0.25
    assert abs(shares.mean() - 0.25) < 3 * error


def test_the_mean_spell_is_the_wanted_one(long_run):
    """15 minutes, within three standard errors; those that the start or end cuts do not count."""
    lengths = np.array([end - begin for _, begin, end in long_run if begin > 0 and end < 40 * DAY])
    error = lengths.std(ddof=1) / math.sqrt(len(lengths))
    assert error < 0.01 * 900
    assert abs(lengths.mean() - 900) < 3 * error


def test_spells_and_the_time_between_are_exponential_and_independent(long_run):
    """Of mean 15 and 45 minutes (Kolmogorov and Smirnov); a long one tells nothing of what follows."""
    inner = [own[1:-1] for own in by_agent(long_run)]
    away = np.array([end - begin for own in inner for begin, end in own[:-1]])
    there = np.array([later[0] - earlier[1] for own in inner for earlier, later in pairwise(own)])
    assert stats.kstest(away, "expon", args=(0, 900)).pvalue > 0.001
    assert stats.kstest(there, "expon", args=(0, 2700)).pvalue > 0.001
    assert abs(np.corrcoef(away, there)[0, 1]) < 4 / math.sqrt(len(away))


def test_spells_alternate_with_time_there(long_run):
    """Each begins before it ends, after the one before it has ended."""
    for own in by_agent(long_run):
        assert len(own) > 100
        assert all(begin < end for begin, end in own)
        assert all(earlier[1] < later[0] for earlier, later in pairwise(own))


def test_agents_are_away_at_the_beginning_as_often_as_at_any_time():
    """A quarter of 3000 at 0 s, within three standard errors."""
    roster = with_headcounts(3000, [(0, 3000)], ([0, 24], [3000]))
    at_once = sum(begin == 0 for _, begin, _ in spells(drawn(roster, OFTEN_AWAY, 1)))
    assert abs(at_once - 750) < 3 * math.sqrt(3000 * 0.25 * 0.75)


def test_agents_go_away_independently():
    """How long two agents, and one in two replications, are away in an hour, has no correlation."""
    roster = with_headcounts(40, [(0, 40)], ([0, 240], [40]))

    def table(replication):
        found = np.zeros((40, 240))
        for agent, begin, _ in spells(drawn(roster, OFTEN_AWAY, 10, replication=replication)):
            found[agent, int(begin // HOUR)] += 1
        return found

    one, other = table(0), table(1)
    for left, right in ((one[:-1], one[1:]), (one, other)):
        assert abs(np.corrcoef(left.ravel(), right.ravel())[0, 1]) < 4 / math.sqrt(left.size)


def test_spells_are_clipped_to_the_shifts():
    """What the same agents would have round the clock, cut to 9 to 17 o'clock each day."""
    free = spells(drawn(with_headcounts(20, [(0, 20)], ([0, 240], [20])), OFTEN_AWAY, 10))
    clipped = [
        (agent, max(begin, day * DAY + 9 * HOUR), min(end, day * DAY + 17 * HOUR))
        for agent, begin, end in free
        for day in range(10)
    ]
    wanted = [(agent, begin, end) for agent, begin, end in clipped if begin < end]
    assert sorted(spells(drawn(with_shifts({"team": 20}, 10), OFTEN_AWAY, 10))) == sorted(wanted)
    assert len(wanted) > 500


def test_a_group_that_is_never_away_has_no_spells():
    """While the other has."""
    both = drawn(with_shifts({"team": 5, "other": 5}, 2), (OFTEN_AWAY, Turnout()), 2)
    assert spells(both)
    assert not spells(both, "other")


def test_spells_come_in_the_order_of_their_beginning():
    """As a roster says of them."""
    found = drawn(with_shifts({"team": 5}, 2), OFTEN_AWAY, 2).away
    begins = [spell.begin for spell in found]
    assert begins == sorted(begins)


def test_a_spell_goes_on_where_one_shift_follows_another():
    """Shifts from 0 to 1 h and from 1 to 2 h: who is away at 1 h takes no chat until the spell is over."""
    agents = 40
    shifts = [Shift(agent, hour * HOUR, (hour + 1) * HOUR) for hour in (0, 1) for agent in range(agents)]
    groups = tuple(Group(f"g{agent}", 1, (1.0,), (agent,)) for agent in range(agents))
    plan = Roster(groups, tuple(range(agents)), shifts=tuple(shifts))
    roster = drawn(plan, OFTEN_AWAY, 1)
    over = {spell.agent: spell.end for spell in roster.away if spell.begin <= HOUR < spell.end}
    assert len(over) > 3
    # a chat of each agent's own type comes a second after the change of shifts
    ones = np.ones(agents)
    demand = Demand(
        type_names=tuple(f"t{agent}" for agent in range(agents)),
        arrival=ones * (HOUR + 1),
        chat_type=np.arange(agents),
        patience=ones * np.inf,
        handle_time=ones,
        wrap_up=0 * ones,
        first_reply=0 * ones,
        draw=0 * ones,
        ticket=np.zeros(agents, dtype=np.bool_),
        after_hours=NOBODY,
    )
    records = simulate(demand, roster, Rules(((0.0, 2 * HOUR),), (1,) * agents), "least_busy")
    for agent, until in over.items():
        if until > HOUR + 1:
            assert records.dequeued[agent] == min(until, 2 * HOUR)
