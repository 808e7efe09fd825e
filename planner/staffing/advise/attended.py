"""That nobody is advised to leave a chat type alone.

A target over a whole day could hold with nobody on duty at a quiet hour; see also `planner.staffing.someone`.
"""

from collections.abc import Sequence

import numpy as np

from planner.demand import Blueprint
from planner.flow.demand import BoolColumn, FloatColumn
from planner.flow.profile import Profile
from planner.flow.roster import Roster
from planner.staffing.someone import NO_ARRIVALS, serving, source


class Attended:
    """Tells whether a changed plan has somebody for all chats that come while the plan has."""

    def __init__(self, plan: Blueprint) -> None:
        self._before = plan.roster.scheduled
        types = range(len(plan.types))
        self._served = [(source(plan, number).to_queue, serving(plan, number)) for number in types]

    def by(self, roster: Roster) -> bool:
        """Tell it of the roster of a changed plan."""
        return not any(self._left_alone(rate, groups, roster) for rate, groups in self._served)

    def _left_alone(self, rate: Profile, groups: tuple[int, ...], roster: Roster) -> bool:
        before = [self._before[group] for group in groups]
        after = [roster.scheduled[group] for group in groups]
        times = np.unique(np.concatenate([profile.edges[:-1] for profile in (rate, *before, *after)]))
        left = (rate.at(times) > NO_ARRIVALS) & _anyone(before, times) & ~_anyone(after, times)
        return bool(left.any())


def _anyone(scheduled: Sequence[Profile], times: FloatColumn) -> BoolColumn:
    """Tell at which instants (s) any agent of some groups is on duty."""
    return np.asarray(sum((profile.at(times) for profile in scheduled), np.zeros(len(times))) > 0)
