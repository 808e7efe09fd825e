"""Kim and Nelson's procedure KN: which of several systems is the best, as soon as it can be told.

S.-H. Kim and B. L. Nelson: A fully sequential procedure for indifference-zone selection in simulation. ACM
Transactions on Modeling and Computer Simulation 11(3), 2001, 251-273. Names are those of the paper, with c = 1, which
leaves the triangular region in which no decision falls its end. Systems may be correlated.
"""

from collections.abc import Sequence

import numpy as np

from planner.flow.demand import FloatColumn

CONFIDENCE = 0.95


class KimNelson:
    """Eliminates systems whose mean is too far below another's; the best has the highest mean.

    If the best is better than every other by at least the indifference zone, it survives with the confidence given.
    The proof takes observations that are normal and independent from one to the next.
    """

    def __init__(
        self, variances: FloatColumn, degrees: int, zone: float, confidence: float = CONFIDENCE
    ) -> None:
        """Begin after the first stage.

        `variances` are those of the differences between systems i and l as [i, l] (S²_il), with their degrees of
        freedom (n0 − 1); `zone` is the smallest difference that matters (δ).
        """
        systems = len(variances)
        alpha = 1 - confidence
        eta = ((2 * alpha / max(1, systems - 1)) ** (-2 / degrees) - 1) / 2
        self._span = 2 * eta * degrees * variances / zone  # h² S²_il / δ
        self._zone = zone
        self.surviving: list[int] = list(range(systems))
        self.last_look = 0

    @property
    def decided(self) -> bool:
        """Whether nothing more is to be learned: one is left, or those left are exactly alike."""
        if len(self.surviving) == 1:
            return True
        longest = float(self._span[np.ix_(self.surviving, self.surviving)].max()) / self._zone
        return self.last_look > longest

    def look(self, observations: int, means: Sequence[float]) -> list[int]:
        """Eliminate by the means of all systems after so many observations of each survivor; return who goes now.

        It may be called after every observation or less often: the bound on errors is that of looking all the time.
        """
        mean = np.asarray(means, dtype=np.float64)
        # W_il(r) = max(0, δ / 2r (h² S²_il / δ² − r))
        slack = np.maximum(0.0, (self._span - self._zone * observations) / (2 * observations))
        gone = [
            system
            for system in self.surviving
            if any(mean[system] < mean[rival] - slack[system, rival] for rival in self.surviving)
        ]
        self.surviving = [system for system in self.surviving if system not in gone]
        self.last_look = observations
        return gone
