"""The wait that a chat with endless patience would find in the M/M/n+M queue, weighted by who is still there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Where the density has fallen by exp(-45) from its peak it is below the rounding of the whole.
_FALL_TO_NOTHING = 45.0
_PANELS = 16
_NODES_PER_PANEL = 20
_SERIES_TERMS = 20


@dataclass(frozen=True)
class VirtualWait:
    """The density w(x) = Gbar(x) exp(lambda H(x) - n mu x), with Gbar(x) = exp(-theta x), H = int_0^x Gbar.

    Times the probability flow n mu pi_n it is the density at x of "answered after a wait of x" (Zeltyn &
    Mandelbaum 2005, "Call centers with impatient customers", Queueing Systems 51, section 5).

    It spans exp(+-10,000) and may be as narrow as 1/|n mu - lambda|, so it is kept relative to its peak and
    integrated just where it is not negligible. log w is concave, with log w' = lambda Gbar(x) - (n mu + theta).
    Times are counted in units of 1/(n mu + theta), which stays finite for no patience and for a very long one.

    Attributes:
        arrivals: lambda in that unit.
        abandons: theta in that unit, above 0 and at most 1.
        spare: n mu + theta - lambda in that unit; below 0 the peak lies to the right of 0.
    """

    arrivals: float
    abandons: float
    spare: float

    @property
    def peak(self) -> float:
        """Return where w is highest."""
        return math.log1p(max(0.0, -self.spare)) / self.abandons

    @property
    def start_over_peak(self) -> float:
        """Return w(0) as a share of w at the peak; underflows to 0 deep in overload."""
        growth = self.abandons * self.peak
        return math.exp(-self.peak * growth * float(_bend(np.array(-growth))))

    def weights(self, until: float = math.inf) -> tuple[Floats, Floats]:
        """Return waits x up to `until` and weights such that sum(g(x) * weights) is int g w dx / w(peak).

        Gauss-Legendre on equal panels. At a distance t from the peak log w has fallen by
        slope t + bend t^2 (e^-y - 1 + y) / y^2, with y = theta t.
        """
        left, right = self._span()
        length = min(max(until - self.peak, left), right) - left
        nodes, shares = _unit_rule()
        t = left + length * nodes
        slope, bend = max(0.0, self.spare), min(1.0, self.arrivals) * self.abandons
        fall = slope * t + bend * t**2 * _bend(self.abandons * t)
        return self.peak + t, length * shares * np.exp(-fall)

    def _span(self) -> tuple[float, float]:
        """Return how far around the peak w matters.

        e^-y - 1 + y is at least y^2 / (2 + y) to the right and y^2 / 2 to the left. With these bounds of the
        fall the ends have closed forms; they lie at most a few times too far, so that w changes little
        within a panel.
        """
        nothing = 2.0 * _FALL_TO_NOTHING
        b = 2.0 * max(0.0, self.spare) - _FALL_TO_NOTHING * self.abandons
        right = 2.0 * nothing / (b + math.sqrt(b * b + 4.0 * nothing * self.abandons))
        return -min(self.peak, math.sqrt(nothing / self.abandons)), right

    def patience_spent(self, waits: Floats) -> Floats:
        """Return H: how long a chat offered a wait of x stays in the queue on average."""
        spent: Floats = -np.expm1(-self.abandons * waits) / self.abandons
        return spent


def _bend(y: Floats) -> Floats:
    """Return (e^-y - 1 + y) / y^2, by its series where the difference would cancel."""
    small = np.abs(y) < 1.0
    series = np.polyval(
        [(-1.0) ** k / math.factorial(k + 2) for k in reversed(range(_SERIES_TERMS))], y * small
    )
    divisor = np.where(small, 1.0, y)
    bent: Floats = np.where(small, series, (np.expm1(-y) + y) / divisor**2)
    return bent


@cache
def _unit_rule() -> tuple[Floats, Floats]:
    """Return nodes and weights of the composite Gauss-Legendre rule on [0, 1]."""
    nodes, weights = np.polynomial.legendre.leggauss(_NODES_PER_PANEL)
    panels = np.arange(_PANELS)[:, np.newaxis]
    return ((panels + (nodes + 1.0) / 2.0) / _PANELS).ravel(), np.tile(weights / (2.0 * _PANELS), _PANELS)
