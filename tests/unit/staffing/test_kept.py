"""What trials brought, kept in a file that may come back from anywhere."""

import base64
import hashlib
import json
import signal
import tracemalloc
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from planner.demand import blueprint
from planner.flow.roster import Away, Group, Headcount, Roster, Shift
from planner.scenario import Scenario
from planner.scenario.draft import Draft
from planner.staffing import kept as module
from planner.staffing.bench import Bench, Spent
from planner.staffing.goals import goals
from planner.staffing.kept import KeptTrials, kept_trials, roster_digest
from planner.staffing.options import SearchOptions
from planner.staffing.result import Found
from planner.staffing.staff import staff
from planner.staffing.trial import Customers, Outcome, Trial
from planner.study.kept_lines import ResumeUnusable

TEXT = """\
name: Two hours
start: 2026-11-23 09:00
end: 2026-11-23 11:00
interval: 1h
service_level: {target: 70%, within: 60s}
chat_types: {shop: {arrivals: {per_hour: 20}, handle_time: 6m, patience: 2m}}
agent_groups: {shop: {agents: 4}}
"""


def scenario(text: str = TEXT, *settings: str) -> Scenario:
    """Return the scenario of a text."""
    return Draft(Path("two.yaml"), text, settings).scenario()


def customers(seed: int = 1) -> Customers:
    """Return the customers of the scenario."""
    plan = blueprint(scenario())
    return Customers(plan, goals(scenario(), plan), seed)


def open_file(file: Path, seed: int = 1, about: Mapping[str, Any] | None = None) -> KeptTrials:
    """Return what keeps trials of the scenario."""
    belongs = {"scenario": "s", "files": "f", "seed": seed, "replications": 0, "groups": [], "most": {}}
    return KeptTrials(file, "planner staff", {**belongs, **(about or {})}, customers())


TRIAL = Trial(customers().plan.roster, 3, 5)
"""Two replications of one goal in two intervals, and one group."""
OUTCOME = Outcome(
    np.array([[[1.0, 0.1]], [[-2.5, 1e-300]]]),
    np.array([[[3.0, 4.0]], [[1 / 3, 0.0]]]),
    np.array([[0.25], [0.0]]),
)


def written(file: Path) -> list[str]:
    """Keep one trial, and return the file's lines."""
    with open_file(file) as kept:
        kept.keep(TRIAL, OUTCOME)
    return file.read_text(encoding="utf-8").splitlines()


def signed(line: str, **changes: object) -> str:
    """Return a line with changes and the checksum of what it is then."""
    content = {key: value for key, value in json.loads(line).items() if key != "checksum"} | changes
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return json.dumps({**content, "checksum": hashlib.sha256(text.encode()).hexdigest()})


def packed(raw: bytes) -> str:
    """Return bytes as an outcome's line has them."""
    return base64.b64encode(zlib.compress(raw)).decode()


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    """Bit for bit, for the same roster on the same replications and for nothing else."""
    written(tmp_path / "k.jsonl")
    with open_file(tmp_path / "k.jsonl") as kept:
        found = kept.find(TRIAL)
        assert found is not None
        for name in ("top", "bottom", "overtime"):
            assert getattr(found, name).tobytes() == getattr(OUTCOME, name).tobytes()
            assert getattr(found, name).shape == getattr(OUTCOME, name).shape
        assert kept.find(replace(TRIAL, past=6)) is None
        assert kept.find(replace(TRIAL, roster=replace(TRIAL.roster, headcounts=()))) is None


@pytest.mark.parametrize("cut", [1, 50])
def test_a_line_that_was_not_written_whole_is_dropped(cut: int, tmp_path: Path) -> None:
    """Power went while it was written: the trial is simulated again."""
    file = tmp_path / "k.jsonl"
    written(file)
    whole = file.read_bytes()
    file.write_bytes(whole[:-cut])
    with open_file(file) as kept:
        assert kept.find(TRIAL) is None
        kept.keep(TRIAL, OUTCOME)
    assert file.read_bytes() == whole


def test_a_line_that_was_edited_is_refused(tmp_path: Path) -> None:
    """Also where it could be an outcome."""
    file = tmp_path / "k.jsonl"
    head, line = written(file)
    edited = {**json.loads(line), "outcome": packed(np.ones(10).tobytes())}
    file.write_text(f"{head}\n{json.dumps(edited)}\n", encoding="utf-8")
    with pytest.raises(ResumeUnusable, match="line 2 was changed since it was written"), open_file(file):
        pass


@pytest.mark.parametrize(
    "changes",
    [
        {"first": "3"},
        {"past": True},
        {"roster": 5},
        {"outcome": "???"},
        {"outcome": None},
        {"more": 1},
    ],
)
def test_a_line_that_no_search_writes_is_refused(changes: dict[str, object], tmp_path: Path) -> None:
    """With its number, though its checksum is right."""
    file = tmp_path / "k.jsonl"
    head, line = written(file)
    file.write_text(f"{head}\n{signed(line, **changes)}\n", encoding="utf-8")
    with pytest.raises(ResumeUnusable, match="line 2 is not what planner staff writes"), open_file(file):
        pass


@pytest.mark.parametrize(
    "outcome",
    [
        packed(np.ones(9).tobytes()),
        packed(np.ones(11).tobytes()),
        packed(np.full(10, np.nan).tobytes()),
        packed(np.full(10, np.inf).tobytes()),
        packed(b"\0" * 81),
        base64.b64encode(zlib.compress(np.ones(10).tobytes()) + b"more").decode(),
        base64.b64encode(zlib.compress(np.ones(10).tobytes())[:-1]).decode(),
        base64.b64encode(b"not packed").decode(),
    ],
)
def test_an_outcome_of_another_shape_is_not_believed(outcome: str, tmp_path: Path) -> None:
    """Numbers less or more, or none at all, or what is no such packing."""
    file = tmp_path / "k.jsonl"
    head, line = written(file)
    file.write_text(f"{head}\n{signed(line, outcome=outcome)}\n", encoding="utf-8")
    with open_file(file) as kept, pytest.raises(ResumeUnusable, match="other goals, intervals or groups"):
        kept.find(TRIAL)


def test_no_more_is_unpacked_than_an_outcome_has(tmp_path: Path) -> None:
    """A short line that stands for 200 MB takes no such memory."""
    file = tmp_path / "k.jsonl"
    head, line = written(file)
    file.write_text(f"{head}\n{signed(line, outcome=packed(bytes(200_000_000)))}\n", encoding="utf-8")
    tracemalloc.start()
    try:
        with open_file(file) as kept, pytest.raises(ResumeUnusable):
            kept.find(TRIAL)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("text", "settings", "options", "words"),
    [
        (TEXT.replace("6m", "7m"), (), SearchOptions(), "the scenario is another one"),
        (TEXT, ("chat_types.shop.patience=3m",), SearchOptions(), "--set was changed"),
        (TEXT, (), SearchOptions(replications=9), "--replications is not what it was"),
        (TEXT, (), SearchOptions(groups=("shop",)), "--group is not what it was"),
        (TEXT, (), SearchOptions(most={"shop": 3}), "--most is not what it was"),
    ],
)
def test_what_the_trials_belong_to_must_be_the_same(
    text: str, settings: tuple[str, ...], options: SearchOptions, words: str, tmp_path: Path
) -> None:
    """Else the file is refused, by what differs, and stays as it was."""
    file = tmp_path / "k.jsonl"
    with kept_trials("planner staff", scenario(), SearchOptions(resume=file), customers()) as kept:
        assert kept is not None
        kept.keep(TRIAL, OUTCOME)
    before = file.read_bytes()
    again = replace(options, resume=file)
    with (
        pytest.raises(ResumeUnusable, match=words),
        kept_trials("planner staff", scenario(text, *settings), again, customers()),
    ):
        pass
    assert file.read_bytes() == before


def test_another_seed_is_another_search(tmp_path: Path) -> None:
    """Its customers are others."""
    written(tmp_path / "k.jsonl")
    with (
        pytest.raises(ResumeUnusable, match="it is for seed 1, not 2"),
        open_file(tmp_path / "k.jsonl", seed=2),
    ):
        pass


def test_every_field_of_a_roster_tells_it_apart() -> None:
    """A roster that differs in anything brings something else."""
    roster = customers().plan.roster
    group = roster.groups[0]
    other: dict[str, object] = {
        "groups": (Group("shop", 2, (1.0, 1.0), group.skills),),
        "group_of": (0,),
        "headcounts": (Headcount(0.0, 0, 1),),
        "shifts": (Shift(0, 0.0, 1.0),),
        "away": (Away(0, 0.0, 1.0),),
        "scheduled": tuple(profile._replace(values=profile.values + 1e-12) for profile in roster.scheduled),
    }
    assert other.keys() == {field.name for field in fields(Roster)}
    digests = {roster_digest(replace(roster, **{name: value})) for name, value in other.items()}  # type: ignore[arg-type]
    assert len(digests | {roster_digest(roster)}) == len(other) + 1
    assert roster_digest(roster) == roster_digest(customers().plan.roster)


def _bench(kept: KeptTrials | None, told: list[tuple[int, int]]) -> Bench:
    def tell(spent: Spent) -> None:
        told.append((spent.trials, spent.replications))

    return Bench(customers(), 6, tell=tell, kept=kept)


def test_kept_trials_count_but_are_not_simulated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outcomes and what is told of the progress are the same as without a file; a known roster may stand among new ones."""
    roster = customers().plan.roster
    rosters = [replace(roster, headcounts=(Headcount(0.0, 0, agents),)) for agents in (1, 2, 3, 2)]
    told: list[tuple[int, int]] = []
    again: list[tuple[int, int]] = []
    expected = _bench(None, told).outcomes(rosters)
    simulated: list[Trial] = []
    run = Trial.run
    monkeypatch.setattr(Trial, "run", lambda trial, known: simulated.append(trial) or run(trial, known))
    with open_file(tmp_path / "k.jsonl") as kept:
        _bench(kept, []).outcomes(rosters[1:2])
    simulated.clear()
    with open_file(tmp_path / "k.jsonl") as kept:
        found = _bench(kept, again).outcomes(rosters)
    assert [trial.roster for trial in simulated] == [rosters[0], rosters[2]]
    assert again == told
    for one, other in zip(found, expected, strict=True):
        assert one.top.tobytes() == other.top.tobytes()
        assert one.bottom.tobytes() == other.bottom.tobytes()


@pytest.fixture
def _hearing() -> Iterator[None]:
    """Hear Ctrl-C again after a search that was stopped."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def search(resume: Path | None, stop_in: str = "") -> Found:
    """Search, and stop in the middle of a stage if told."""

    def progress(stage: str, done: int, of: int | None) -> None:
        stages.append(stage)
        if stages.count(stop_in) == 2:
            raise KeyboardInterrupt

    stages: list[str] = []
    return staff(scenario(), SearchOptions(replications=10, resume=resume), progress)


@pytest.mark.usefixtures("_hearing")
def test_a_search_may_be_stopped_again_and_again(tmp_path: Path) -> None:
    """In the cuts, then in the proof, of which nothing is told then; in the end all is as if it had never been."""
    file = tmp_path / "k.jsonl"
    for stage in ("cuts", "proof"):
        found = search(file, stage)
        assert found.stopped
        assert not found.feasible
        assert found.proof == ()
    whole, resumed = search(None), search(file)
    assert [replace(stage, seconds=0) for stage in resumed.stages] == [
        replace(stage, seconds=0) for stage in whole.stages
    ]
    assert replace(resumed, stages=(), scenario=whole.scenario) == replace(whole, stages=())


def test_a_full_file_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The search ends well, and the file can still be read."""
    monkeypatch.setattr(module, "MOST_BYTES", 4_000)
    found = search(tmp_path / "k.jsonl")
    assert module.FULL in found.notes
    assert (tmp_path / "k.jsonl").stat().st_size <= 4_000
    assert search(tmp_path / "k.jsonl").cost == found.cost
