"""Single chats of a study, whoever simulates them."""

from pathlib import Path

import pytest

from planner.report.records import csv_pieces, parquet_pieces
from planner.scenario.load import load
from planner.study import Options, TooLarge, recorded, run_study, workers

SHOP = Path(__file__).parents[3] / "scenarios" / "small-shop.yaml"


def test_the_same_bytes_whoever_works_on_it(monkeypatch, tmp_path):
    """One process or two, as CSV and as Parquet; no file is left of the parts."""
    monkeypatch.setattr(workers, "WORTH_A_POOL", 0)
    scenario = load(SHOP)
    written = []
    for count in (1, 2):
        options = Options(replications=5, workers=count, records=True)
        study = run_study(scenario, options)
        text = "".join(csv_pieces(recorded(study, options)))
        written.append((text, b"".join(parquet_pieces(recorded(study, options), tmp_path))))
    assert written[0] == written[1]
    assert not [*tmp_path.iterdir()]


def test_progress_counts_replications():
    """Each one is told when its chats have been taken."""
    options = Options(replications=3)
    told = []
    found = recorded(run_study(load(SHOP), options), options, lambda done, of: told.append((done, of)))
    assert told == []
    assert len([*found.replications]) == 3
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_too_many_rows_are_refused_before_anything_is_simulated():
    """Chats times replications are what counts; without records the same study may run."""
    scenario = load(SHOP, ["chat_types.shop.arrivals.per_hour=100"])
    with pytest.raises(TooLarge, match="--records would write about"):
        run_study(scenario, Options(replications=90_000, records=True))
