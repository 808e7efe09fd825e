"""KPIs counted from records alone, by plain sums over rows, are those of the study."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.report.records import COLUMNS, csv_pieces
from planner.report.records.columns import REPLICATION
from planner.scenario.load import load
from planner.study import Options, recorded, run_study

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FEW = settings(derandomize=True, database=None, deadline=None, max_examples=3)
NAMES = (
    "support-desk",
    "sales-and-support",
    "conversation-desk",
    "call-for-help",
    "rings-and-offers",
    "silent-abandonment",
    "behind-a-bot",
    "two-lines",
    "week-with-weekend",
)
SMALL = ("run.warm_up=30m", "run.cool_down=15m")


def rows_of(study, options):
    """Return the records of a study as a program reads them."""
    return [*csv.DictReader("".join(csv_pieces(recorded(study, options))).splitlines())]


def kpis_of(rows, contacts, replications):
    """Count figures from rows; of `contacts` transfers are left out for the run as a whole."""
    answered = [row for row in contacts if row["outcome"] == "answered"]
    promised = sum(row["promised"] == "yes" for row in contacts)

    def total(column, of):
        return sum(float(row[column]) for row in of)

    def mean(amount, count):
        return amount / count if count else None

    found = {
        "offered": len(contacts) / replications,
        "answered": len(answered) / replications,
        "missed": (len(contacts) - len(answered)) / replications,
        "wait_mean": mean(total("wait_s", answered), len(answered)),
        "wait_mean_all": mean(total("wait_s", contacts), len(contacts)),
        "frt_mean": mean(total("first_response_s", answered), len(answered)),
        "service_level": mean(sum(row["in_time"] == "yes" for row in contacts), promised),
        "handle_time_mean": mean(
            total("handle_time_s", [row for row in rows if row["outcome"] == "answered"]), len(answered)
        ),
    }
    for reason in ("abandoned", "blocked", "expired", "closed", "silent"):
        missed = sum(row["outcome"] == reason for row in contacts)
        found[f"{reason}_rate"] = mean(missed, len(contacts))
    return found


def check(figures, found):
    """Compare to 1e-9, for what the scenario tells of."""
    for key, value in found.items():
        if key in figures:
            assert figures[key].mean == pytest.approx(value, rel=1e-9, abs=1e-9), key
    assert found["offered"] > 0


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(seed=st.integers(0, 2**32), settings=st.sampled_from([(), SMALL]))
def test_kpis_from_records_are_those_of_the_study(name, seed, settings):
    """For the run and each chat type, with and without a warm-up and a cool-down."""
    scenario = load(SCENARIOS / f"{name}.yaml", settings)
    options = Options(replications=2, seed=seed)
    study = run_study(scenario, options)
    rows = [row for row in rows_of(study, options) if row["counts"] == "yes"]
    check(study.summary.figures, kpis_of(rows, [row for row in rows if row["kind"] != "transfer"], 2))
    for chat_type, figures in study.summary.chat_types.items():
        own = [row for row in rows if row["chat_type"] == chat_type]
        check(figures, kpis_of(own, own, 2))


def test_every_row_names_itself_and_what_it_follows():
    """Replication and number are unique, and a follow-up names an earlier contact that fits its kind."""
    scenario = load(SCENARIOS / "sales-and-support.yaml", FOLLOWED)
    options = Options(replications=2)
    rows = rows_of(run_study(scenario, options), options)
    assert [*rows[0]] == [REPLICATION, *(column.name for column in COLUMNS)]
    by_name = {(row["replication"], row["chat"]): row for row in rows}
    assert len(by_name) == len(rows)
    kinds = set()
    for row in rows:
        assert (row["kind"] == "first") == (row["follows"] == "")
        if row["follows"]:
            before = by_name[row["replication"], row["follows"]]
            assert float(before["arrival_s"]) < float(row["arrival_s"])
            assert (before["outcome"] == "answered") == (row["kind"] in ("transfer", "repeat"))
            kinds.add(row["kind"])
    assert kinds == {"retry", "repeat", "transfer"}


FOLLOWED = (
    "chat_types.sales.retries={probability: 60%, delay: 5m}",
    "chat_types.sales.first_contact_resolution={share: 80%, again_after: 30m}",
    "chat_types.sales.transfer={to: support, probability: 20%}",
)
