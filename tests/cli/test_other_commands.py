"""The commands beside `simulate`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT, planner

from planner import __version__


def test_version() -> None:
    """The version is the package's."""
    assert planner("--version").stdout == f"planner {__version__}\n"


def test_the_start_is_quick() -> None:
    """--help and --version load nothing heavy."""
    code = (
        "import sys; from planner.cli.app import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('numpy', 'scipy', 'pydantic', 'simpy', 'ruamel.yaml') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


def test_every_command_explains_itself() -> None:
    """Each has a help text."""
    for command in ("simulate", "compare", "validate", "init", "schema", "erlang"):
        run = planner(command, "--help")
        assert run.returncode == 0
        assert command in run.stdout


def test_init_writes_a_scenario_that_runs(tmp_path: Path) -> None:
    """A fresh file validates and simulates."""
    assert planner("init", "mine.yaml", cwd=tmp_path).returncode == 0
    assert planner("validate", "mine.yaml", cwd=tmp_path).returncode == 0
    assert planner("simulate", "mine.yaml", "--replications", 2, cwd=tmp_path).returncode == 0


def test_init_knows_every_shipped_scenario(tmp_path: Path) -> None:
    """A wrong name lists them; a right one writes the file as it is shipped."""
    shipped = sorted((ROOT / "scenarios").glob("*.yaml"))
    wrong = planner("init", "--template", "nonesuch", "a.yaml", cwd=tmp_path)
    assert wrong.returncode == 2
    assert all(path.stem in wrong.stderr for path in shipped)
    for path in shipped:
        assert planner("init", "--template", path.stem, f"{path.stem}.yaml", cwd=tmp_path).returncode == 0
        assert (tmp_path / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8")


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    """A file that is there stays."""
    (tmp_path / "mine.yaml").write_text("precious", encoding="utf-8")
    run = planner("init", "mine.yaml", cwd=tmp_path)
    assert run.returncode == 2
    assert "exists already" in run.stderr
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == "precious"


def test_schema_is_json_and_knows_the_keys() -> None:
    """The schema describes the scenario's keys for an editor."""
    schema = json.loads(planner("schema").stdout)
    assert {"chat_types", "agent_groups", "service_level"} <= set(schema["properties"])
    assert schema["additionalProperties"] is False


def test_validate_echoes_interpretations() -> None:
    """Distributions, defaults and staffed hours are said in words."""
    run = planner("validate", "scenarios/support-desk.yaml")
    for words in (
        "lognormal, mean 10 m, cv 0.8",
        "exponential, mean 3 m",
        "scheduled hours",
        "always 20 s",
        "seed 1",
    ):
        assert words in run.stdout


def test_validate_looks_at_every_file(tmp_path: Path) -> None:
    """One bad file among good ones: all are told, exit code 2."""
    (tmp_path / "bad.yaml").write_text("name: x\n", encoding="utf-8")
    run = planner(
        "validate", "scenarios/small-shop.yaml", tmp_path / "bad.yaml", "scenarios/understaffed.yaml"
    )
    assert run.returncode == 2
    assert run.stdout.count(": ok") == 2
    assert "start is missing" in run.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        # Erlang C, 10 Erlang on 12 servers: P(wait) = 0.4494 (any table), mean wait = C * AHT / (12 - 10)
        (["--per-hour", 120, "--handle-time", "5m", "--agents", 12], ["44.9 %", "67.4 s", "83.3 %"]),
        (
            ["--per-hour", 120, "--handle-time", "5m", "--agents", 9],
            ["grows without end", "0.0 % within 60 s"],
        ),
        (["--per-hour", 120, "--handle-time", "5m"], ["13 agents are the fewest"]),
        (
            ["--per-hour", 120, "--handle-time", "5m", "--concurrency", 2],
            ["7 agents are the fewest", "independent"],
        ),
    ],
)
def test_erlang_answers(options: list[object], words: list[str]) -> None:
    """The formula's figures, or the fewest agents."""
    run = planner("erlang", *options)
    assert run.returncode == 0, run.stderr
    for word in words:
        assert word in run.stdout


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--per-hour", 60, "--handle-time", "9"], "no unit"),
        (["--per-hour", 60, "--handle-time", "0s"], "more than 0s"),
        (["--per-hour", 60, "--handle-time", "9m", "--target", "120%"], "120%"),
        (["--per-hour", 60, "--handle-time", "9m", "--target", "100%"], "between"),
        (["--per-hour", 1e7, "--handle-time", "9d"], "beyond these formulas"),
    ],
)
def test_erlang_refuses_what_it_cannot_use(options: list[object], word: str) -> None:
    """One readable line and exit code 2."""
    run = planner("erlang", *options)
    assert run.returncode == 2
    assert word in run.stderr
    assert "Traceback" not in run.stderr
