"""The grid on which every instant lies.

Two sums of floats that mean the same instant can differ in the last bit, and then a chat whose
patience equals its wait is answered or lost by chance. All instants and durations are multiples of
2**-20 s (about a microsecond): sums and differences of those are exact for 250 years.
"""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

GRID = 2.0**-20

# Adding 1.5 * 2**32 leaves a double no bits below 2**-20, so the addition itself rounds to the grid.
ROUNDING = 1.5 * 2.0**32

Seconds = TypeVar("Seconds", float, npt.NDArray[np.float64])


def on_grid(seconds: Seconds) -> Seconds:
    """Round a duration or instant (s, below 2**31) to the grid; infinity stays infinity."""
    return (seconds + ROUNDING) - ROUNDING
