"""Benchmarks: `pytest tests/benchmarks -n 0`. Helper modules lie beside the tests; findings end the run's output."""

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

FINDINGS = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Begin an empty list of findings."""
    config.stash[FINDINGS] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what the benchmarks found, also where they passed."""
    if config.stash[FINDINGS]:
        terminalreporter.section("findings")
        for line in config.stash[FINDINGS]:
            terminalreporter.write_line(line)


@pytest.fixture
def report(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Return a function that notes a line for the end of the run's output."""
    return pytestconfig.stash[FINDINGS].append


@pytest.fixture(autouse=True)
def _clean_heap() -> Iterator[None]:
    """Keep pytest's own objects out of garbage collections: they would slow whoever allocates most."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
