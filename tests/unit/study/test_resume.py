"""Going on from what a stopped sweep has finished."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from planner.scenario.axes import read_axes
from planner.scenario.draft import Draft
from planner.study import Interrupted, kept_lines, resume
from planner.study.grid import plan_grid
from planner.study.kept_lines import ResumeUnusable
from planner.study.overall import Overall
from planner.study.resume import ResumeFile
from planner.study.sweep import Sweep, SweepOptions, run_grid
from tests.unit.study.small_grid import AGENTS, TEXT, press

FIVE = f"{AGENTS}=1:5"


def sweep(
    resume: Path | None,
    *axes: str,
    text: str = TEXT,
    settings: tuple[str, ...] = (),
    seed: int = 1,
    stop: int = 0,
    folder: Path = Path(),
) -> Sweep:
    """Run a grid of two replications, and stop after so many points if told."""
    grid = plan_grid(Draft(folder / "small.yaml", text, settings), read_axes(axes or [FIVE]))
    options = SweepOptions(seed, 2)
    if resume is None:
        return run_grid(grid, options, progress=press(stop))
    with ResumeFile(resume, grid.draft, seed, 2) as kept:
        return run_grid(grid, options, kept, press(stop))


def points_run(resume: Path, *axes: str) -> int:
    """Return how many points are run beside those in a file."""
    ran: list[int] = []
    grid = plan_grid(Draft(Path("small.yaml"), TEXT), read_axes(axes or [FIVE]))
    with ResumeFile(resume, grid.draft, 1, 2) as kept:
        run_grid(grid, SweepOptions(1, 2), kept, lambda done, of: ran.append(of))
    return len(ran)


@pytest.mark.parametrize("stop", [1, 3])
def test_a_sweep_goes_on_where_it_was_stopped(stop: int, tmp_path: Path) -> None:
    """What comes out is what one that was never stopped gives, float for float."""
    file = tmp_path / "r.jsonl"
    with pytest.raises(Interrupted) as stopped:
        sweep(file, stop=stop)
    assert "r.jsonl" in stopped.value.kept
    assert len(file.read_text(encoding="utf-8").splitlines()) == 1 + stop
    assert sweep(file) == sweep(None)
    assert points_run(file) == 0


def test_a_sweep_that_is_stopped_before_its_first_point_keeps_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And does not say that it does; what was being kept is no point yet."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ResumeFile, "keep", stop)
    with pytest.raises(Interrupted) as stopped:
        sweep(tmp_path / "r.jsonl")
    assert stopped.value.done == 0
    assert stopped.value.kept.startswith("there is nothing to keep")


def test_more_values_add_only_their_points(tmp_path: Path) -> None:
    """Points are known by their settings, not by their place."""
    file = tmp_path / "r.jsonl"
    sweep(file, f"{AGENTS}=2:4")
    assert points_run(file, f"{AGENTS}=1:6") == 3
    assert points_run(file, f"{AGENTS}=3,1") == 0


@pytest.mark.parametrize("left", [b"", b'{"kind": "planner sw'])
def test_a_file_whose_first_line_was_being_written_begins_anew(left: bytes, tmp_path: Path) -> None:
    """An empty one, too."""
    file = tmp_path / "r.jsonl"
    file.write_bytes(left)
    assert sweep(file) == sweep(None)
    assert points_run(file) == 0


@pytest.mark.parametrize("cut", [1, 40, 2000])
def test_a_half_written_last_line_is_dropped(cut: int, tmp_path: Path) -> None:
    """Its point is run again, and the file is whole afterwards."""
    file = tmp_path / "r.jsonl"
    sweep(file)
    whole = file.read_bytes()
    file.write_bytes(whole[:-cut])
    assert points_run(file) == 1
    assert file.read_bytes() == whole


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"seed": 2}, "it is for seed 1, not 2"),
        ({"text": TEXT.replace("6m", "7m")}, "the scenario is another one, or was changed since"),
        ({"settings": ("chat_types.shop.patience=2m",)}, "--set is not what it was"),
    ],
)
def test_a_stale_file_is_recognised(changes: dict[str, object], words: str, tmp_path: Path) -> None:
    """With what differs and what to do; the file stays as it was."""
    file = tmp_path / "r.jsonl"
    sweep(file)
    before = file.read_bytes()
    with pytest.raises(ResumeUnusable, match=words) as caught:
        sweep(file, **changes)  # type: ignore[arg-type]
    assert "name another file, or delete it" in str(caught.value)
    assert file.read_bytes() == before


def test_a_file_of_another_version_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures may have changed with it."""
    file = tmp_path / "r.jsonl"
    sweep(file)
    monkeypatch.setattr(kept_lines, "__version__", "99.0")
    with pytest.raises(ResumeUnusable, match=r"wrote it, and this is 99\.0"):
        sweep(file)


def test_a_changed_forecast_makes_it_stale(tmp_path: Path) -> None:
    """The files that a scenario names belong to it."""
    text = TEXT.replace("per_hour: 30", "file: f.csv")
    rows = "start,chats\n" + "".join(f"2026-11-23 {hour:02}:00,30\n" for hour in (9, 10, 11))
    (tmp_path / "f.csv").write_text(rows, encoding="utf-8")
    file = tmp_path / "r.jsonl"
    sweep(file, text=text, folder=tmp_path)
    assert sweep(file, text=text, folder=tmp_path) == sweep(None, text=text, folder=tmp_path)
    (tmp_path / "f.csv").write_text(rows.replace(",30", ",31"), encoding="utf-8")
    with pytest.raises(ResumeUnusable, match="files that the scenario names have changed"):
        sweep(file, text=text, folder=tmp_path)


def _spoilt(line: str, how: str) -> str:
    point = json.loads(line)
    level = point["kpis"]["service_level"]
    match how:
        case "nan" | "inf":
            return line.replace(repr(level[0]), {"nan": "NaN", "inf": "1e999"}[how], 1)
        case "text":
            point["kpis"]["service_level"] = ["0.5", None, None]
        case "two":
            level.pop()
        case "whole":
            level[0] = 1
        case "truth":
            level[0] = True
        case "unknown":
            point["kpis"]["service_levle"] = level
        case "missing":
            del point["agent_groups"]
        case "list":
            return "[1, 2]"
        case "number":
            point["settings"] = {AGENTS: 3}
        case "deep":
            return "[" * 100_000
        case "broken":
            return line[:50]
        case "huge":
            return line.replace(repr(level[0]), "9" * 5000, 1)
    return json.dumps(point)


@pytest.mark.parametrize(
    "how",
    [
        *("nan", "inf", "text", "two", "whole", "truth", "unknown"),
        *("missing", "list", "number", "deep", "broken", "huge"),
    ],
)
def test_a_line_that_no_sweep_writes_is_refused(how: str, tmp_path: Path) -> None:
    """With its number: figures that are none, keys that are none, no JSON at all."""
    file = tmp_path / "r.jsonl"
    sweep(file)
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[2] = _spoilt(lines[2], how)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ResumeUnusable, match="line 3 is not what planner sweep writes"):
        sweep(file)


def signed(line: dict[str, Any]) -> str:
    """Return a line with the checksum of its content."""
    content = {key: value for key, value in line.items() if key != "checksum"}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return json.dumps({**content, "checksum": hashlib.sha256(text.encode()).hexdigest()})


@pytest.mark.parametrize("files", ["1e999", "[" * 900 + "]" * 900])
def test_what_cannot_be_written_was_not_written(files: str, tmp_path: Path) -> None:
    """Text that no checksum can be made of is refused like any other that was changed."""
    file = tmp_path / "r.jsonl"
    sweep(file)
    lines = file.read_text(encoding="utf-8").splitlines()
    digest = json.dumps(json.loads(lines[1])["files"])
    lines[1] = lines[1].replace(digest, files)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ResumeUnusable, match="line 2 was changed since it was written"):
        sweep(file)


@pytest.mark.parametrize("number", [1, 3])
def test_a_line_that_was_edited_is_refused(number: int, tmp_path: Path) -> None:
    """A service level that can be, but was not found, or a seed that the figures are not of."""
    file = tmp_path / "r.jsonl"
    sweep(file)
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    if number == 1:
        lines[0]["seed"] = 2
    else:
        lines[2]["kpis"]["service_level"] = [0.99, 0.98, 1.0]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with pytest.raises(ResumeUnusable, match=f"line {number} was changed since it was written"):
        sweep(file, seed=2 if number == 1 else 1)


def test_a_point_that_stands_twice_must_say_the_same(tmp_path: Path) -> None:
    """The same line again does no harm; another one leaves open which to believe."""
    file = tmp_path / "r.jsonl"
    sweep(file)
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([*lines, lines[2]]) + "\n", encoding="utf-8")
    assert sweep(file) == sweep(None)
    other = json.loads(lines[2]) | {"kpis": json.loads(lines[3])["kpis"]}
    file.write_text("\n".join([*lines, signed(other)]) + "\n", encoding="utf-8")
    with pytest.raises(ResumeUnusable, match="line 7 tells otherwise of a point that stands further up"):
        sweep(file)


def test_a_point_with_other_figures_is_refused(tmp_path: Path) -> None:
    """A figure less would be missing in the results."""
    file = tmp_path / "r.jsonl"
    sweep(file)
    lines = file.read_text(encoding="utf-8").splitlines()
    point = json.loads(lines[1])
    del point["kpis"]["wait_mean"]
    file.write_text("\n".join([lines[0], signed(point)]) + "\n", encoding="utf-8")
    with pytest.raises(ResumeUnusable, match="tell of other figures"):
        sweep(file)


@pytest.mark.parametrize(
    "contents",
    [b"name: my scenario", b"name: x\nstart: y\n", b"\x80\x04\n", b'{"format": 1}\n', b"[]\n", b"\n"],
)
def test_another_file_is_neither_believed_nor_touched(contents: bytes, tmp_path: Path) -> None:
    """Even if it is somebody's scenario that was named by mistake."""
    file = tmp_path / "r.jsonl"
    file.write_bytes(contents)
    with pytest.raises(ResumeUnusable, match="no file of planner sweep"):
        sweep(file)
    assert file.read_bytes() == contents


def test_a_file_grows_only_as_far_as_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A larger one is refused; one that is full keeps what it has, says so, and the sweep ends well."""
    file = tmp_path / "r.jsonl"
    sweep(file, f"{AGENTS}=1,2")
    monkeypatch.setattr(resume, "MOST_BYTES", file.stat().st_size + 100)
    assert sweep(file) == sweep(None)
    assert points_run(file) == 3
    with ResumeFile(file, Draft(Path("small.yaml"), TEXT), 1, 2) as kept:
        kept.keep(((AGENTS, "9"),), "", Overall({}, {}, {}))
        kept.keep(((AGENTS, "9"),), "", sweep(None).points[0].overall)
        assert kept.full
    monkeypatch.setattr(resume, "MOST_BYTES", 100)
    with pytest.raises(ResumeUnusable, match="more than the 100"):
        sweep(file)
