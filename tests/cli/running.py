"""Commands as a user calls them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLANNER = [sys.executable, "-m", "planner"]


def planner(*arguments: object, cwd: Path = ROOT, **options: object) -> subprocess.CompletedProcess[str]:
    """Run a command and return what it printed."""
    settings = {"capture_output": True, "text": True, "timeout": 300, "check": False, **options}
    return subprocess.run([*PLANNER, *map(str, arguments)], cwd=cwd, **settings)  # type: ignore[call-overload, no-any-return]


def expect_refusal(run: subprocess.CompletedProcess[str], *words: str) -> None:
    """Check for one readable message and exit code 2."""
    assert run.returncode == 2, run.stderr
    assert "Traceback" not in run.stderr
    assert run.stdout == ""
    for word in words:
        assert word in run.stderr
