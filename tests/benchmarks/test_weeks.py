"""Long horizons: 2,000 chats a day with shifts, breaks, absence and spells away, 30 replications."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from subprocesses import environment
from weeks_probe import ENDS

REPLICATIONS = 30
MOST_MEMORY = 400.0
"""MB, of a process that does it all and writes the JSON."""


@pytest.mark.timeout(600)
def test_a_quarter_fits_into_memory_and_takes_time_by_the_chat(report: Callable[[str], None]) -> None:
    """Thirteen weeks stay under the limit; a chat of theirs takes about as long as one of a single week."""
    per_chat, memory = {}, {}
    for weeks in ENDS:
        memory[weeks], seconds, chats = _probe(weeks)
        per_chat[weeks] = seconds / chats * 1e6
        report(
            f"{weeks} weeks: {chats / 1e6:.2f} million chats in {seconds:.1f} s, {per_chat[weeks]:.2f} µs per chat, "
            f"peak memory {memory[weeks]:.0f} MB"
        )
    assert memory[13] < MOST_MEMORY
    assert per_chat[13] < 1.3 * per_chat[1]


def _probe(weeks: int) -> tuple[float, float, float]:
    """Return the peak memory (MB), the processor time (s) and the chats of a study in a process of its own."""
    probe = Path(__file__).with_name("weeks_probe.py")
    done = subprocess.run(
        [sys.executable, str(probe), str(weeks), str(REPLICATIONS)],
        check=True,
        capture_output=True,
        text=True,
        env=environment(),
    )
    kibibytes, seconds, chats = map(float, done.stdout.split())
    return kibibytes * 1024 / 1e6, seconds, chats
