"""Files that are none, results that must not be lost by half, and being told to stop."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from running import PLANNER, ROOT, expect_refusal, planner

SHOP = ROOT / "scenarios" / "small-shop.yaml"
LONG = [*PLANNER, "simulate", str(SHOP), "--replications", "60000", "--workers", "2"]


def test_files_that_are_no_scenarios(tmp_path: Path) -> None:
    """Missing, a folder, a pipe, a device, a circle of links, binary, UTF-16, Latin-1, 100 MB, too many lines."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "binary").write_bytes(bytes(range(256)))
    (tmp_path / "nul").write_bytes(b"name: a\0b\n")
    (tmp_path / "utf16").write_bytes("name: x".encode("utf-16"))
    (tmp_path / "latin").write_bytes("name: Bücher\n".encode("latin-1"))
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(100_000_000)
    (tmp_path / "long").write_text("# x\n" * 6000, encoding="utf-8")
    for name, word in {
        "nothing": "no such file",
        "folder": "folder",
        "fifo": "regular file",
        "/dev/zero": "regular file",
        "loop": "cannot be read",
        "binary": "UTF-8",
        "nul": "binary",
        "utf16": "UTF-16",
        "latin": "line 1",
        "huge": "100,000,000 bytes",
        "long": "6,000 lines",
    }.items():
        expect_refusal(planner("simulate", name, cwd=tmp_path), name, word)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read anything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    """The message says so."""
    (tmp_path / "secret.yaml").write_text("name: x", encoding="utf-8")
    (tmp_path / "secret.yaml").chmod(0)
    expect_refusal(planner("simulate", "secret.yaml", cwd=tmp_path), "may not read")


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--workers", "0"], "--workers"),
        (["--replications", "0"], "--replications"),
        (["--replications", "1000000000"], "--replications"),
        (["--seed", "-1"], "--seed"),
        (["--precision", "0"], "--precision"),
        (["--precision", "1e-300"], "--precision"),
        (["--precision", "x"], "not a share"),
        (["--precision", "2%", "--precision-kpi", "service_levle"], 'did you mean "service_level"'),
        (["--precision", "2%", "--precision-kpi", "bot_chats"], "nothing that bot_chats could tell of"),
        (["--format", "pdf"], "pdf"),
        (["--strategy", "nope"], "module:Class"),
        (["--set", "run.replications"], "PATH=VALUE"),
        (["--set", "a." * 200 + "b=1"], "PATH=VALUE"),
        (["--set", "agent_groups.shop.slowdown." + "9" * 5000 + "=1"], "has 2 entries"),
        (["--set", 'name="\\UFFFFFFFF"'], "not YAML"),
        (["--set", "chat_types.shop.arrivals.per_hour=9000000"], "--allow-large"),
    ],
)
def test_options_that_cannot_be_used(options: list[str], word: str, tmp_path: Path) -> None:
    """Each is refused by name."""
    run = planner("simulate", SHOP, *options, cwd=tmp_path)
    assert run.returncode == 2, run.stderr
    assert word in " ".join(run.stderr.replace("│", " ").split())
    assert "Traceback" not in run.stderr


def test_output_is_written_whole_and_only_there(tmp_path: Path) -> None:
    """A file of that name is replaced, and nothing else is left in the folder."""
    (tmp_path / "r.json").write_text("old", encoding="utf-8")
    run = planner("simulate", SHOP, "-f", "json", "--replications", 2, "-o", "r.json", cwd=tmp_path)
    assert run.returncode == 0
    assert run.stdout == ""
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["scenario"] == "Small shop"
    assert [path.name for path in tmp_path.iterdir()] == ["r.json"]


def test_output_that_cannot_be_written_is_refused_before_any_work(tmp_path: Path) -> None:
    """A folder, a missing folder, a device, the scenario itself."""
    (tmp_path / "s.yaml").write_text(SHOP.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "folder").mkdir()
    for target, word in {
        "folder": "is a folder",
        "missing/r.json": "no folder",
        "s.yaml/r.json": "not a folder",
        "x" * 300: "too long",
        "/dev/full": "not a regular file",
        "/dev/stdout": "not a regular file",
        "s.yaml": "scenario itself",
    }.items():
        expect_refusal(planner("simulate", "s.yaml", "-o", target, cwd=tmp_path), "--output", word)
    assert (tmp_path / "s.yaml").read_text(encoding="utf-8") == SHOP.read_text(encoding="utf-8")


def test_a_reader_that_has_gone_is_no_error(tmp_path: Path) -> None:
    """`planner simulate ... | head -1` prints no traceback."""
    simulate = f"simulate {SHOP} --replications 2 -f"
    for arguments in (f"{simulate} {f}" for f in ("table", "json", "csv", "markdown")):
        _expect_first_line(arguments, tmp_path)
    for arguments in (
        f"validate {SHOP}",
        "--version",
        "schema",
        "erlang --per-hour 60 --handle-time 9m --agents 12",
    ):
        _expect_first_line(arguments, tmp_path)


def _expect_first_line(arguments: str, folder: Path) -> None:
    """The command's own exit code, not that of `head`, says that nothing was wrong."""
    for reader in ("head -1", "true"):
        command = f"set -o pipefail; {' '.join(PLANNER)} {arguments} | {reader}"
        run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=folder, check=False)
        assert (run.returncode, run.stderr) == (0, "")


def test_a_reader_that_has_gone_does_not_change_the_verdict(tmp_path: Path) -> None:
    """Exit code 1 still says that the promise is broken."""
    understaffed = ROOT / "scenarios" / "understaffed.yaml"
    command = f"set -o pipefail; {' '.join(PLANNER)} simulate {understaffed} --check-sla -f json | true"
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert run.returncode == 1, run.stderr


def test_the_ending_says_the_format(tmp_path: Path) -> None:
    """Unless --format does."""
    for name, begin in {
        "r.json": "{",
        "r.csv": "part,",
        "r.md": "# Small shop",
        "r.txt": "Small shop",
        "r.htm": "<!doctype html>",
    }.items():
        run = planner("simulate", SHOP, "--replications", 2, "-o", name, cwd=tmp_path)
        assert run.returncode == 0, run.stderr
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begin)
    planner("simulate", SHOP, "--replications", 2, "-f", "csv", "-o", "r.json", cwd=tmp_path)
    assert (tmp_path / "r.json").read_text(encoding="utf-8").startswith("part,")


@pytest.mark.parametrize(
    "arguments",
    [
        f"simulate {SHOP} --replications 2",
        f"simulate {SHOP} --replications 2 -f json",
        f"validate {SHOP}",
        "--help",
    ],
)
@pytest.mark.parametrize(("where", "word"), [("/dev/full", "No space"), ("&-", "closed")])
def test_output_that_nobody_can_take(arguments: str, where: str, word: str, tmp_path: Path) -> None:
    """A full disk or a closed stream: one line, and not the exit code of a broken promise."""
    command = f"{' '.join(PLANNER)} {arguments} >{where}"
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=tmp_path, check=False)
    expect_refusal(run, "standard output", word)


def test_a_link_to_results_stays_a_link(tmp_path: Path) -> None:
    """What it leads to is written; a circle of links is refused."""
    (tmp_path / "latest.json").symlink_to("real.json")
    (tmp_path / "loop").symlink_to("loop")
    run = planner("simulate", SHOP, "-f", "json", "--replications", 2, "-o", "latest.json", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "latest.json").is_symlink()
    assert (tmp_path / "real.json").is_file()
    expect_refusal(planner("simulate", SHOP, "-o", "loop", cwd=tmp_path), "loop")


@pytest.mark.parametrize("columns", ["0", "20", "40"])
def test_a_narrow_terminal_cuts_no_figure(columns: str, tmp_path: Path) -> None:
    """It breaks lines instead."""
    environment = {**os.environ, "COLUMNS": columns}
    run = planner("simulate", SHOP, "--replications", 2, cwd=tmp_path, env=environment)
    assert run.returncode == 0, run.stderr
    assert "…" not in run.stdout
    assert planner("validate", SHOP, cwd=tmp_path, env=environment).stdout


def test_a_plain_terminal_gets_the_report_too(tmp_path: Path) -> None:
    """An ASCII locale must not end in an encoding error."""
    for variables in (
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ):
        run = planner("simulate", SHOP, "--replications", 2, cwd=tmp_path, env={**os.environ, **variables})
        assert run.returncode == 0, run.stderr
        assert "Is the promise kept?" in run.stdout


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_being_told_to_stop(number: signal.Signals, times: int, tmp_path: Path) -> None:
    """Once or twice: it says what was done, exits with 130, and leaves no worker behind."""
    with subprocess.Popen(
        LONG, stderr=subprocess.PIPE, text=True, cwd=tmp_path, start_new_session=True
    ) as run:
        time.sleep(5)
        run.send_signal(number)
        if times == 2:
            time.sleep(0.05)
            if run.poll() is None:
                run.send_signal(number)
        try:
            _, said = run.communicate(timeout=30)
        finally:
            run.kill()
        assert run.returncode == 130, said
        assert "of 60000 replications were done" in said
        assert "Traceback" not in said
        assert _all_gone(run.pid)


def test_workers_follow_a_parent_that_is_killed(tmp_path: Path) -> None:
    """Nobody is left computing for nobody."""
    with subprocess.Popen(LONG, stderr=subprocess.DEVNULL, cwd=tmp_path, start_new_session=True) as run:
        time.sleep(5)
        run.kill()
        run.wait()
        assert _all_gone(run.pid)


def _all_gone(session: int) -> bool:
    """Wait until no process of a session runs; multiprocessing's own tracker may take a moment longer."""
    deadline = time.monotonic() + 20
    while _alive(session) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not _alive(session)


def _alive(session: int) -> list[int]:
    """Return the processes of a session that still run."""
    alive = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, _, of_session = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(of_session) == session and state != "Z":
                alive.append(int(entry.name))
    return alive


def test_init_brings_the_files_that_a_template_names(tmp_path: Path) -> None:
    """They lie beside the scenario, which runs; none of them is overwritten or taken for the scenario."""
    run = planner("init", "my.yaml", "--template", "peak-week", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "my.yaml",
        "peak-forecast.csv",
        "peak-roster.csv",
    ]
    assert planner("validate", "my.yaml", cwd=tmp_path).returncode == 0
    again = planner("init", "other.yaml", "--template", "peak-week", cwd=tmp_path)
    assert again.returncode == 2
    assert "peak-forecast.csv exists already" in again.stderr
    assert not (tmp_path / "other.yaml").exists()
    named = planner("init", "peak-roster.csv", "--template", "peak-week", cwd=tmp_path)
    assert named.returncode == 2
    assert "a file that the template brings" in named.stderr


def test_an_ending_without_a_format_is_refused(tmp_path: Path) -> None:
    """A table under the name of a workbook would only look like one."""
    run = planner("simulate", ROOT / "scenarios/small-shop.yaml", "-o", "w.pdf", cwd=tmp_path)
    assert run.returncode == 2
    assert "no format goes by .pdf" in run.stderr
    assert not list(tmp_path.iterdir())


def test_files_outside_the_folder_need_permission(tmp_path: Path) -> None:
    """`--allow-outside` gives it, for simulate and validate."""
    inside = tmp_path / "plans"
    inside.mkdir()
    planner("init", "my.yaml", "--template", "peak-week", cwd=inside)
    (inside / "peak-forecast.csv").rename(tmp_path / "peak-forecast.csv")
    text = (inside / "my.yaml").read_text(encoding="utf-8")
    (inside / "my.yaml").write_text(text.replace("file: peak", "file: ../peak"), encoding="utf-8")
    for command in ("validate", "simulate"):
        refused = planner(command, "my.yaml", cwd=inside)
        assert refused.returncode == 2
        assert (
            "lies outside the scenario's folder; put it there, or allow it with --allow-outside"
            in refused.stderr
        )
    assert planner("validate", "my.yaml", "--allow-outside", cwd=inside).returncode == 0
