"""Peak memory does not grow with the number of replications."""

import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from subprocesses import environment
from workloads import W2

FEW, MANY = 20, 200
# The ledger keeps a histogram of about 0.25 MB for each of its 30 sections, of which 20 replications fill
# 20, and about 1 KB per replication. Keeping a day's records would cost 0.3 MB each, 60 MB in all.
MOST_GROWTH = 6.0


def test_peak_memory(report: Callable[[str], None]):
    """Ten times the replications need at most a few MB more."""
    few, many = _peak(FEW), _peak(MANY)
    report(
        f"{W2.name}: peak memory {few:.1f} MB with {FEW} replications, {many:.1f} MB with {MANY}: "
        f"{many - few:+.1f} MB"
    )
    assert many - few < MOST_GROWTH


def test_probe_sees_memory():
    """The probe is no constant: what a process holds shows, whatever the process that started it holds."""
    ballast = b"x" * 300_000_000
    small = _run("-c", "import memory_probe; print(memory_probe.peak())")
    large = _run("-c", "import memory_probe; held = b'x' * 50_000_000; print(memory_probe.peak())")
    assert small < len(ballast) / 1e6
    assert large - small == pytest.approx(50, abs=5)


def _peak(replications: int) -> float:
    """Return the median peak (MB) of three studies, each in a process of its own."""
    probe = Path(__file__).with_name("memory_probe.py")
    return statistics.median(_run(str(probe), W2.name, str(replications)) for _ in range(3))


def _run(*arguments: str) -> float:
    done = subprocess.run(
        [sys.executable, *arguments], check=True, capture_output=True, text=True, env=environment()
    )
    return int(done.stdout) * 1024 / 1e6
