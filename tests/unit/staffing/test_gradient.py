"""Differences up and down: which blocks are probed together, and whether known effects are found."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from planner.staffing.blocks import Blocks
from planner.staffing.conditions import Conditions
from planner.staffing.gradient import probes, slopes, smoothed
from planner.staffing.trial import Outcome
from tests.unit.staffing.hand_made import HALF_HOUR, HandMadeBench, HandMadeSpace, blocks, goal, window

DAYTIME = Blocks(np.arange(49) * HALF_HOUR, np.array([*range(16, 24), *range(30, 41)]), (0, 2))
"""Two of three groups, doors open for two parts of a day."""


@pytest.mark.parametrize("felt_for", [600, 3600, 7200, 3 * 3600, 6 * 3600, 48 * 3600])
@pytest.mark.parametrize("of", [blocks(16), blocks(5, groups=3), blocks(24, length=3600.0), DAYTIME])
def test_every_block_is_in_one_probe(of, felt_for):
    """Each once, with no other group's, and none nearer to another than a change is felt."""
    found = list(probes(of, felt_for))
    assert sorted(block for probe in found for block in probe.blocks.tolist()) == list(range(len(of)))
    for probe in found:
        assert len(set(of.group[probe.blocks].tolist())) == 1
        assert (np.diff(of.begin[probe.blocks]) >= felt_for - 1e-6).all()


@pytest.mark.parametrize("of", [blocks(16), DAYTIME])
def test_a_change_is_put_down_to_the_last_block_before_it(of):
    """Felt for two hours, half an hour of them before the block begins, by those who still wait then."""
    for probe in probes(of, 7200.0):
        whose = dict(enumerate(of.interval[probe.blocks].tolist()))
        for interval, place in enumerate(probe.of_interval.tolist()):
            near = [number for number, block in whose.items() if block - 1 <= interval < block + 3]
            assert [place] == (near or [-1])


@pytest.mark.parametrize("width", [2, 3, 5])
@pytest.mark.parametrize("of", [blocks(16), blocks(5, groups=3), blocks(24, length=3600.0), DAYTIME])
def test_every_block_is_in_one_stretch(of, width):
    """Stretches are at most so wide, and the next one begins no sooner than two hours after the end of one."""
    found = list(probes(of, 7200.0, width))
    assert sorted(block for probe in found for block in probe.blocks.tolist()) == list(range(len(of)))
    for probe in found:
        ends = np.flatnonzero(np.diff(probe.stretch))
        assert np.bincount(probe.stretch).max() <= width
        apart = of.begin[probe.blocks[ends + 1]] - of.end[probe.blocks[ends]]
        assert (apart >= 7200 - width * np.diff(of.edges)[0] / 2).all()


@pytest.mark.parametrize("of", [blocks(16), DAYTIME])
def test_a_change_is_put_down_to_the_last_stretch_before_it(of):
    """Stretches of an hour, felt for two hours after their end, and half an hour before by those who still wait then."""
    for probe in probes(of, 7200.0, 2):
        first = {
            place: of.interval[probe.blocks[probe.stretch == place]].min() // 2 * 2
            for place in probe.stretch.tolist()
        }
        for interval, place in enumerate(probe.of_interval.tolist()):
            near = [number for number, begin in first.items() if begin - 1 <= interval < begin + 5]
            assert [place] == (near or [-1])


def linear(effects):
    """Return a truth: chats missed in intervals as a linear function of agents in blocks, 6 days that differ."""
    days = np.random.default_rng(4).normal(40, 5, (6, 1, effects.shape[1]))
    return lambda agents: Outcome(days - agents @ effects, np.zeros(days.shape), np.zeros((6, 1)))


def felt(of, apart):
    """Return random effects [block, interval], within a window of each block."""
    effects = np.random.default_rng(5).uniform(0.1, 1, (len(of), len(of.edges) - 1))
    ahead = np.arange(len(of.edges) - 1) - of.interval[:, np.newaxis]
    return effects * (ahead >= -1) * (ahead < apart - 1)


@pytest.mark.parametrize("of", [blocks(16), blocks(7, groups=2), blocks(3), DAYTIME])
def test_known_effects_are_found(of):
    """Of each block on the run and on each interval, though blocks are probed together.

    One less takes away what one more adds, also where nobody is there to be taken off.
    """
    effects = felt(of, apart=4)
    goals = [goal("missed", at_most=100), goal("missed", at_most=5, per="interval")]
    bench, space = HandMadeBench(both(linear(effects)), felt_for=4 * HALF_HOUR), HandMadeSpace(of)
    conditions = Conditions(goals, window(1, len(of.edges) - 1))
    counts = np.arange(len(of)) % 5
    base = conditions.standing(bench.outcomes([counts])[0])
    found = slopes(bench, space, counts, base)
    for slope in (found.more.toarray(), found.fewer.toarray()):
        assert slope[0] == pytest.approx(effects.sum(axis=1))
        assert slope[1:] == pytest.approx(effects.T)


def standing(bench, goals, counts, intervals):
    """Return how goals stand with head counts."""
    return Conditions(goals, window(1, intervals)).standing(bench.outcomes([counts])[0])


@pytest.mark.parametrize(("chat_length", "width"), [(600.0, 1), (1200.0, 2), (1900.0, 3)])
@pytest.mark.parametrize("of", [blocks(16), blocks(7, groups=2), DAYTIME])
def test_stretches_share_out_evenly(of, chat_length, width):
    """Three chats' lengths are probed as a whole, and each block gets the mean of its stretch."""
    effects = np.random.default_rng(5).uniform(0.1, 1, (len(of), len(of.edges) - 1))
    ahead = np.arange(len(of.edges) - 1) - of.interval[:, np.newaxis]
    effects *= (ahead >= 0) & (ahead < 2)
    bench = HandMadeBench(linear(effects), felt_for=4 * HALF_HOUR, chat_length=chat_length)
    counts = np.arange(len(of)) % 5 + 1
    base = standing(bench, [goal("missed", at_most=100)], counts, len(of.edges) - 1)
    found = slopes(bench, HandMadeSpace(of), counts, base)
    alike = np.equal.outer(of.interval // width, of.interval // width) & np.equal.outer(of.group, of.group)
    means = alike @ effects.sum(axis=1) / alike.sum(axis=1)
    assert found.more.toarray()[0] == pytest.approx(means)
    assert found.fewer.toarray()[0] == pytest.approx(means)


@pytest.mark.parametrize("per", ["interval", "run"])
def test_intervals_are_probed_one_by_one_where_a_goal_is_about_each(per):
    """With chats of an hour, an agent in the second half hour alone saves chats: known only block by block."""
    of, effects = blocks(6), np.diag([0.0, 6, 0, 0, 0, 0])
    bench = HandMadeBench(linear(effects), felt_for=4 * HALF_HOUR, chat_length=3600.0)
    base = standing(bench, [goal("missed", at_most=40, per=per)], np.ones(6, dtype=np.int64), 6)
    found = slopes(bench, HandMadeSpace(of), np.ones(6, dtype=np.int64), base).more.toarray().sum(axis=0)
    assert found == pytest.approx([0, 6, 0, 0, 0, 0] if per == "interval" else [1] * 6)


def test_where_just_enough_are_there_one_less_hurts_and_one_more_is_idle():
    """Ten chats per agent, at most the thirty that there are, with two, three and four agents."""

    def brings(agents):
        missed = 30.0 - np.minimum(10.0 * agents, 30.0)
        return Outcome(np.tile(missed, (3, 1, 1)), np.zeros((3, 1, 3)), np.zeros((3, 1)))

    bench, counts = HandMadeBench(brings), np.array([2, 3, 4])
    base = standing(bench, [goal("missed", at_most=5)], counts, 3)
    found = slopes(bench, HandMadeSpace(blocks(3)), counts, base)
    assert found.more.toarray()[0].tolist() == [10, 0, 0]
    assert found.fewer.toarray()[0].tolist() == [10, 10, 0]


@pytest.mark.parametrize("power", [0.5, 2.0])
def test_fewer_is_never_below_more(power):
    """Chats served go with a power of the agents: where it is 2, one more adds more than one less takes away."""

    def brings(agents):
        return Outcome(np.tile(90 - agents**power, (2, 1, 1)), np.zeros((2, 1, 8)), np.zeros((2, 1)))

    bench, counts = HandMadeBench(brings), np.arange(8)
    base = standing(bench, [goal("missed", at_most=5, per="interval")], counts, 8)
    found = slopes(bench, HandMadeSpace(blocks(8)), counts, base)
    more, fewer = found.more.toarray().diagonal(), found.fewer.toarray().diagonal()
    assert more == pytest.approx((counts + 1) ** power - counts**power)
    down = counts**power - np.maximum(counts - 1, 0) ** power
    assert fewer == pytest.approx(np.maximum(more, down))


def test_noise_of_many_slopes_is_smoothed():
    """Slopes of 1 and, in the other group, 3 stay so; noise is halved; where there are few slopes they stay as they are."""
    many, few = blocks(336, groups=2), blocks(20)
    conditions = Conditions([goal("missed", at_most=9), goal("missed", at_most=9, per="day")], window(7, 48))
    slope = np.tile(np.where(many.group == 0, 1.0, 3.0), (len(conditions), 1))
    assert smoothed(csr_array(slope), conditions, many).toarray() == pytest.approx(slope)
    noise = np.random.default_rng(11).normal(0, 1, slope.shape)
    # weights of 1, two thirds and a third to either side: the root of their squares' sum is 0.484 of their sum
    assert smoothed(csr_array(noise), conditions, many).toarray().std() == pytest.approx(0.484, rel=0.1)
    assert smoothed(csr_array(noise[:, :20]), conditions, few).toarray().tolist() == noise[:, :20].tolist()


def test_slopes_of_single_intervals_are_not_smoothed():
    """Beside a goal for the run, which is."""
    of = blocks(240)
    goals = [goal("missed", at_most=9, per="interval"), goal("missed", at_most=9)]
    conditions = Conditions(goals, window(5, 48))
    noise = np.random.default_rng(12).normal(0, 1, (241, 240))
    found = smoothed(csr_array(noise), conditions, of).toarray()
    assert found[:240] == pytest.approx(noise[:240])
    assert found[240].std() < 0.7


def both(truth):
    """Return the same sums for two goals."""

    def brings(agents):
        one = truth(agents)
        return Outcome(np.repeat(one.top, 2, axis=1), np.repeat(one.bottom, 2, axis=1), one.overtime)

    return brings


def test_one_simulation_for_blocks_that_are_far_apart():
    """A week of half-hours and two groups, felt for three hours: six simulations each, up and down, not 336."""
    of = blocks(336, groups=2)
    bench, space = HandMadeBench(linear(felt(of, 6)), felt_for=6 * HALF_HOUR), HandMadeSpace(of)
    conditions = Conditions([goal("missed", at_most=100)], window(7, 48))
    counts = np.full(len(of), 3)
    base = conditions.standing(bench.outcomes([counts])[0])
    slopes(bench, space, counts, base)
    assert bench.spent.trials == 1 + 2 * 2 * 6


def test_the_slope_of_a_goal_on_days_is_that_of_days_near_the_quantile():
    """An agent saves a chat on the ten worst days of 100 only; nine of ten are to have 100 at most."""
    of, worst = blocks(1), np.arange(100) >= 80

    def brings(agents):
        missed = np.arange(100.0) - worst * agents[0]
        return Outcome(missed[:, np.newaxis, np.newaxis], np.zeros((100, 1, 1)), np.zeros((100, 1)))

    bench, space = HandMadeBench(brings), HandMadeSpace(of)
    conditions = Conditions([goal("missed", at_most=100, on=0.9)], window(1, 1))
    base = conditions.standing(bench.outcomes([np.array([0])])[0])
    assert slopes(bench, space, np.array([0]), base).more.toarray() == pytest.approx(1.0, abs=0.06)
