"""Which chats come to each group in each interval, and when they are felt there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.demand import Blueprint
from planner.demand.course import while_open
from planner.flow.demand import BoolColumn, FloatColumn, IntColumn
from planner.flow.profile import Profile
from planner.staffing.blocks import Blocks
from planner.staffing.guess.contacts import contacts
from planner.staffing.guess.service import Service


@dataclass(frozen=True)
class Flows:
    """What comes to the groups that are staffed, on a grid of time on which all of it is constant."""

    groups: tuple[int, ...]
    lengths: FloatColumn
    """Of the grid's cells (s)."""
    interval: IntColumn
    """In which each cell lies; -1 for those that do not count, or while doors are closed."""
    intervals: int
    rates: FloatColumn
    """Chats per second, as [group, chat type, cell]."""

    def by_interval(self) -> FloatColumn:
        """Return the mean rates while doors are open, as [group, chat type, interval]."""
        return self._means(self.rates * self.lengths)

    def felt(self, services: Mapping[int, Service]) -> FloatColumn:
        """Return the rates that would keep as many chats in hand for ever as there are on average in an interval.

        With slots for all, m(t) = int lambda(u) P(S > t - u) du chats are in hand (Eick, Massey & Whitt 1993, "The physics of the
        M(t)/G/infinity queue", Operations Research 41); with an exponential S that is dm/dt = lambda - m / E[S], exact on
        the grid. The rate is m / E[S].
        """
        mean = np.array([services[group].usual for group in self.groups])
        felt = np.empty_like(self.rates)
        now = np.zeros_like(mean)
        for cell, length in enumerate(self.lengths.tolist()):
            rate = self.rates[:, :, cell]
            left = np.exp(-length / mean)
            felt[:, :, cell] = rate * length + (now - rate) * mean * (1.0 - left)
            now = rate + (now - rate) * left
        return self._means(felt)

    def _means(self, of_cell: FloatColumn) -> FloatColumn:
        """Return what cells hold per second of their interval."""
        counts = self.interval >= 0
        of = self.interval[counts]
        seconds = np.maximum(np.bincount(of, self.lengths[counts], self.intervals), 1e-9)
        rows = of_cell[:, :, counts].reshape(-1, len(of))
        sums = np.array([np.bincount(of, row, self.intervals) for row in rows])
        return np.asarray((sums / seconds).reshape(*of_cell.shape[:2], self.intervals))


def flows(plan: Blueprint, blocks: Blocks) -> Flows:
    """Split the chats of each type among the groups that may take them at once, as far as these are staffed.

    In proportion to the slots planned, or equally where some of these groups have no agents yet.
    """
    rates = [while_open(of_type.to_queue, plan.rules.doors) for of_type in plan.types]
    edges = _edges(plan, blocks, rates)
    begins = edges[:-1]
    planned = np.array(
        [
            profile.at(begins) * group.concurrency
            for profile, group in zip(plan.roster.scheduled, plan.roster.groups, strict=True)
        ]
    )
    coming = contacts(plan) @ np.array([rate.at(begins) for rate in rates])
    split = np.zeros((len(blocks.groups), len(rates), len(begins)))
    for number, of_type in enumerate(coming):
        split[:, number] = _shares(_able(plan, number), planned, blocks.groups) * of_type
    return Flows(blocks.groups, np.diff(edges), _interval(plan, blocks, begins), len(blocks.edges) - 1, split)


def _edges(plan: Blueprint, blocks: Blocks, rates: Sequence[Profile]) -> FloatColumn:
    edges = [blocks.edges, np.array(plan.rules.doors).ravel(), np.array([0.0, plan.horizon])]
    edges += [profile.edges for profile in (*rates, *plan.roster.scheduled)]
    every = np.unique(np.concatenate(edges))
    return every[(every >= 0.0) & (every <= plan.horizon)]


def _interval(plan: Blueprint, blocks: Blocks, begins: FloatColumn) -> IntColumn:
    found = np.searchsorted(blocks.edges, begins, side="right") - 1
    opened = np.searchsorted(np.array(plan.rules.doors).ravel(), begins, side="right") % 2 == 1
    return np.where(opened & (found < len(blocks.edges) - 1), found, -1)


def _able(plan: Blueprint, number: int) -> BoolColumn:
    """Tell which groups take a type's chats: those of its first ring, or all with the skill if it has none."""
    groups = range(len(plan.roster.groups))
    first = plan.rules.rings[number][0].groups if plan.rules.rings else ()
    return np.array(
        [group in first if first else number in plan.roster.groups[group].skills for group in groups]
    )


def _shares(able: BoolColumn, planned: FloatColumn, staffed: Sequence[int]) -> FloatColumn:
    """Return the shares of the staffed groups, as [group, cell]."""
    weights = np.where(able[:, np.newaxis], planned, 0.0)
    if not weights[able].any(axis=1).all():
        weights[able] = 1.0
    own = [group in staffed for group in range(len(able))]
    nobody = weights.sum(axis=0) == 0
    weights[:, nobody] = (able & own)[:, np.newaxis]
    return np.asarray(weights[list(staffed)] / np.maximum(weights.sum(axis=0), 1e-9))
