"""When enough has been simulated."""

import math
from dataclasses import dataclass

from planner.kpi import BY_KEY, Estimate, Scopes

SMALLEST_BATCH = 10


class NothingToWatch(Exception):
    """The scenario has nothing that the KPI could tell of."""


@dataclass(frozen=True)
class Precision:
    """Go on until a KPI's 95 % half-width is a small enough share of its value."""

    share: float
    kpi: str = "service_level"
    most: int = 1000
    """Replications at which to stop in any case."""

    def check_told(self, scopes: Scopes) -> None:
        """Raise `NothingToWatch` where the scenario has no such figure."""
        if BY_KEY[self.kpi] not in scopes.told():
            raise NothingToWatch(self.kpi)

    def more(self, estimate: Estimate, done: int) -> int:
        """Return how many replications to add, 0 to stop; it depends on results only, not on workers."""
        room = max(0, self.most - done)
        if estimate.mean == 0 or self._reached(estimate):
            return 0
        if estimate.mean is None or estimate.half_width is None:
            return min(room, max(SMALLEST_BATCH, done))
        needed = replications_for(estimate, self.share * estimate.mean, done)
        # never more than double: an early half-width is itself a guess
        return min(room, max(SMALLEST_BATCH, min(needed - done, done)))

    def said(self, estimate: Estimate, done: int) -> list[str]:
        """Return what to tell the planner where the precision was not reached."""
        title = BY_KEY[self.kpi].title
        if estimate.mean == 0:
            return [f"--precision: the {title} is 0, and no share of 0 can be reached; stopped after {done}"]
        if not self._reached(estimate):
            return [
                f"--precision: the {title} is not known to {100 * self.share:.3g} % of its value after "
                f"{done} replications, where --max-replications stops"
            ]
        return []

    def _reached(self, estimate: Estimate) -> bool:
        width = estimate.half_width
        return width is not None and bool(estimate.mean) and width <= self.share * (estimate.mean or 0.0)


def replications_for(estimate: Estimate, half_width: float, done: int) -> int:
    """Return about how many replications give a half-width: it shrinks with the root of their number."""
    width = estimate.half_width
    if width is None or half_width <= 0:
        return 2 * done
    return math.ceil(done * (width / half_width) ** 2)
