"""Changed staffings on the same customers as the one as planned."""

from collections.abc import Iterator, Sequence

from planner.staffing.advise.attended import Attended
from planner.staffing.advise.changed import changed_roster
from planner.staffing.advise.effects import effects
from planner.staffing.advise.hours import Hour, put_down_to
from planner.staffing.advise.judge import Judge
from planner.staffing.advise.result import Change, WhatIf
from planner.staffing.bench import Bench
from planner.staffing.blocks import interval_edges
from planner.staffing.conditions import Conditions, Standing
from planner.staffing.trial import spliced

AHEAD = 8
"""Staffings that are simulated before what they bring is told: workers are kept busy, and little is lost by a stop."""


class Laboratory:
    """Simulates the staffing as planned, then changes of it."""

    def __init__(self, bench: Bench, conditions: Conditions, targets: int) -> None:
        """The first goals are the targets. Raises `WorkerLost`, `KeyboardInterrupt`."""
        self._bench = bench
        self._plan = bench.customers.plan
        self._edges = interval_edges(self._plan.window)
        (outcome,) = bench.outcomes([self._plan.roster])
        self.base: Standing = conditions.standing(outcome)
        self.judge = Judge(self.base, targets)
        self._attended = Attended(self._plan)

    def possible(self, *changes: Change) -> bool:
        """Tell whether there is somebody to be taken away, wherever that is wanted."""
        return changed_roster(self._plan, changes) is not None

    def at_once(self, changes: Sequence[Change]) -> WhatIf | None:
        """Try changes together; None where there is nobody to be taken away. Raises as above."""
        roster = changed_roster(self._plan, changes)
        if roster is None:
            return None
        (outcome,) = self._bench.outcomes([roster])
        return self._told(changes, self.base.conditions.standing(outcome))

    def each(self, batches: Sequence[Sequence[Change]]) -> Iterator[WhatIf]:
        """Yield what each change does by itself. Those of a batch are far apart in time and tried in one simulation.

        All must be possible. Raises as above.
        """
        for first in range(0, len(batches), AHEAD):
            chunk = batches[first : first + AHEAD]
            rosters = [roster for batch in chunk if (roster := changed_roster(self._plan, batch)) is not None]
            for batch, outcome in zip(chunk, self._bench.outcomes(rosters), strict=True):
                place = put_down_to([Hour(change.begin, change.end) for change in batch], self._edges)
                for number, change in enumerate(batch):
                    alone = spliced(place == number, outcome, self.base.outcome)
                    yield self._told((change,), self.base.conditions.standing(alone))

    def _told(self, changes: Sequence[Change], standing: Standing) -> WhatIf:
        judge = self.judge
        return WhatIf(
            tuple(changes),
            effects(self.base, standing, changes, self._edges),
            judge.breaks(standing),
            judge.mends(standing),
            judge.distance(self.base) - judge.distance(standing),
            judge.lets_go(standing) and self._leaves_somebody(changes),
        )

    def _leaves_somebody(self, changes: Sequence[Change]) -> bool:
        roster = changed_roster(self._plan, changes)
        return roster is not None and self._attended.by(roster)
