"""The environment of the processes that benchmarks start."""

import os
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def environment() -> dict[str, str]:
    """Return this process's environment, with the planner of this working tree and the helpers importable."""
    path = [str(ROOT), str(HERE), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, path))}
