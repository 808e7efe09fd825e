"""Whether intervals of differences hold the truth, all together, as often as they say."""

import numpy as np
import pytest

from planner.flow.window import Promise
from planner.kpi import BY_KEY, Ledger, Scopes, Tally
from planner.kpi.columns import COLUMNS, Column
from planner.kpi.paired import Side, bonferroni, difference_of_run

STUDIES, REPLICATIONS = 600, 12
BOUNDS = 3 * np.sqrt(0.95 * 0.05 / STUDIES)
"""Three standard errors of a share of 95 % among so many studies."""
NOTHING = np.zeros(0, dtype=np.int64)


def side(columns: dict[Column, np.ndarray]) -> Side:
    """Return a side from what each replication sums up to."""
    ledger = Ledger()
    for replication in range(REPLICATIONS):
        cells = np.zeros((1, 1, COLUMNS))
        for column, values in columns.items():
            cells[0, 0, column] = values[replication]
        ledger.add(
            Tally(
                cells, np.zeros((1, 1, 3)), np.full((1, 2), np.nan), NOTHING, NOTHING, np.full((1, 2), np.nan)
            )
        )
    return Side(ledger, Scopes([], [], ["always"]), Promise(0.8, 60.0, False, "offered", 10.0))


def correlated(random: np.random.Generator, systems: int, correlation: float) -> np.ndarray:
    """Return standard normal numbers as [system, replication] that share part of their luck."""
    shared = random.standard_normal(REPLICATIONS)
    own = random.standard_normal((systems, REPLICATIONS))
    return np.sqrt(correlation) * shared + np.sqrt(1 - correlation) * own


@pytest.mark.parametrize("correlation", [0.0, 0.8])
def test_differences_of_counts_hold_together(correlation: float) -> None:
    """Four alternatives to a base, normal: all four true differences within in about 95 %, and the variance saved."""
    random = np.random.default_rng([64, int(10 * correlation)])
    true = np.array([100.0, 100.0, 101.0, 98.0, 105.0])
    held, saved = 0, []
    for _ in range(STUDIES):
        values = true[:, np.newaxis] + 5 * correlated(random, len(true), correlation)
        base, *others = (side({Column.OFFERED: of_one}) for of_one in values)
        found = [difference_of_run(BY_KEY["offered"], base, other, bonferroni(4)) for other in others]
        held += all(
            one.estimate.low <= mean - true[0] <= one.estimate.high
            for one, mean in zip(found, true[1:], strict=True)
        )
        saved += [one.variance_saved for one in found]
    # Bonferroni is a little too careful where differences share their base
    assert 0.95 - BOUNDS <= held / STUDIES <= 0.95 + 0.5 * 0.05 + BOUNDS, held
    # of each: var(a - b) / (var a + var b) = 1 - correlation
    assert np.mean(saved) == pytest.approx(correlation, abs=0.03)


@pytest.mark.parametrize("correlation", [0.0, 0.8])
def test_differences_of_ratios_hold_the_truth(correlation: float) -> None:
    """Missed by offered on days of unlike size: pooled ratios of 5 and 6 %, paired by the jackknife."""
    random = np.random.default_rng([65, int(10 * correlation)])
    held = 0
    for _ in range(STUDIES):
        offered = random.uniform(400, 600, REPLICATIONS)
        luck = correlated(random, 2, correlation)
        one, two = (
            side({Column.OFFERED: offered, Column.MISSED: offered * (share + 0.01 * of_one)})
            for share, of_one in zip((0.05, 0.06), luck, strict=True)
        )
        found = difference_of_run(BY_KEY["missed_rate"], one, two, bonferroni(1)).estimate
        held += found.low <= 0.01 <= found.high
    assert abs(held / STUDIES - 0.95) <= BOUNDS, held
