"""When a simulation agrees with theory."""

import math
from collections.abc import Mapping

from scipy.stats import t

from planner.kpi import BY_KEY, Estimate

MOST_ERRORS = 3.0
"""Theory lies within so many standard errors."""
LARGEST_ERROR = 0.02
"""A standard error is at most this part of the value (of a share: of the smaller of it and its rest)."""

SUMMED: Mapping[str, str] = {"replied_in_time": "share", "later_reply_time": "s"}
"""The units of figures that tests sum themselves, see `messages`."""


def standard_error(estimate: Estimate, runs: int) -> float:
    """Return the standard error behind a 95 % interval from `runs` independent replications."""
    assert estimate.half_width is not None
    return estimate.half_width / float(t.ppf(0.975, runs - 1))


def expect(figures: Mapping[str, Estimate], theory: Mapping[str, float], runs: int = 30) -> None:
    """Fail unless every figure of theory is hit, and hit sharply.

    A figure that misses by chance (one in two hundred does) is settled by more chats, which draw the interval
    together around the truth; never by a wider bound or another seed.
    """
    lines = [f"{'figure':<20} {'simulated':>12} {'theory':>12} {'std. error':>11} {'off by':>8}"]
    wrong = False
    for key, value in theory.items():
        mean, error = figures[key].mean, standard_error(figures[key], runs)
        assert mean is not None
        off = (mean - value) / error if error else _off_without_error(mean, value)
        verdict = _verdict(off, error / _size(key, value))
        wrong = wrong or bool(verdict)
        lines.append(f"{key:<20} {mean:12.6g} {value:12.6g} {error:11.3g} {off:+8.2f}  {verdict}")
    assert not wrong, "simulation and theory\n" + "\n".join(lines)


def _off_without_error(mean: float, value: float) -> float:
    """Where all replications agree, as they do on constants, theory must be that constant."""
    return 0.0 if math.isclose(mean, value, rel_tol=1e-9) else math.inf


def _verdict(off: float, relative_error: float) -> str:
    if abs(off) > MOST_ERRORS:
        return f"<- more than {MOST_ERRORS:g} standard errors off"
    if relative_error > LARGEST_ERROR:
        return f"<- the standard error is {relative_error:.1%} of the value, too blunt to tell"
    return ""


def _size(key: str, value: float) -> float:
    unit = SUMMED[key] if key in SUMMED else BY_KEY[key].unit
    return min(value, 1 - value) if unit.startswith("share") else value
