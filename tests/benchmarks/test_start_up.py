"""What a user waits for before anything happens."""

import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from rounds import interleave
from subprocesses import environment

ROUNDS = 15
MOST_TIMES = 3.0


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_start_up(option: str, report: Callable[[str], None]):
    """`planner --help` takes at most three times as long as importing typer; in turn, medians."""
    timings = interleave(
        {
            "python": _process("-c", "pass"),
            "typer": _process("-c", "import typer"),
            "planner": _process("-m", "planner", option),
        },
        ROUNDS,
        clock=time.perf_counter,
    )
    times = timings["planner"].median / timings["typer"].median
    seconds = ", ".join(f"{name} {timing.median * 1e3:.0f} ms" for name, timing in timings.items())
    report(f"planner {option}: {times:.1f} times as long as import typer ({seconds})")
    assert times <= MOST_TIMES


def _process(*arguments: str) -> Callable[[int], float]:
    def run(_: int) -> float:
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment())
        return 1

    return run
