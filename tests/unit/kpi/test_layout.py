"""Which sums are kept of a scenario, and that they are all that its figures are made of."""

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

import planner.kpi.ledger
from planner.flow.demand import Bots
from planner.flow.roster import Away, Shift
from planner.kpi import KPIS, Ledger, Scopes
from planner.kpi.columns import Column
from planner.kpi.kinds import Feature, Scope
from planner.kpi.layout import EVERY_COLUMN, Layout
from planner.kpi.paired import Side, differences

FEATURES = [feature for feature in get_args(Feature) if feature != "always"]
SETS = [(), *((feature,) for feature in FEATURES), tuple(FEATURES)]
"""A KPI needs one feature at most, so what any other set keeps is what these keep, put together."""
FEW = Layout((Column.WAIT, Column.OPEN, Column.BUSY))


@pytest.fixture(scope="module")
def day(measured, answered, missed):
    """Return a day on which something of everything happens: in most columns there is more than 0."""
    chats = [
        {**answered(0, 5, 300), "if_answered": 1},
        answered(400, 20, 200, chat_type=1) | {"kind": 3},
        {**missed("abandoned", 2000, 30), "if_missed": 3},
        answered(2500, 70, 1500, agent=1) | {"kind": 1},
        answered(0, 900) | {"ticket": True},
    ]
    bots = Bots(
        in_front=np.array([True, False]),
        before=np.array([60.0, 0.0, 60.0, 0.0, 0.0]),
        ended=np.array([0.0, 100.0, 2000.0]),
        chat_type=np.array([0, 0, 0]),
        first_reply=np.array([2.0, 2.0, 2.0]),
        contained=np.array([False, True, False]),
    )
    return measured(
        chats,
        [(0, 0, 1000), (0, 1200, 3000), (1, 0, 3600)],
        [(0, 1000, 1200)],
        types=2,
        groups=[(1, 2), (1, 1)],
        edges=(0, 1800, 3600),
        late=(np.array([3000.0]), np.array([0])),
        bots=bots,
        shifts=[Shift(0, 0.0, 3000.0), Shift(1, 0.0, 3600.0)],
        away=[Away(1, 100.0, 200.0)],
        offers=[(1, 0)],
    )


def test_the_columns_stand_side_by_side() -> None:
    """In the order of the layout, at the places that it tells, whatever the axes before."""
    full = np.arange(2.0 * 3 * len(Column)).reshape(2, 3, len(Column))
    kept = FEW.of(full)
    assert kept.shape == (2, 3, 3)
    for column in FEW.columns:
        np.testing.assert_array_equal(kept[:, :, FEW.place(column)], full[:, :, column])


def test_sums_keep_their_order_of_memory() -> None:
    """Cells are added up row by row as they were: in another order the last digits of sums would differ."""
    assert FEW.of(np.zeros((2, 3, len(Column)))).flags.c_contiguous


def test_a_column_that_is_not_kept_cannot_be_read() -> None:
    """It is an error, not a 0."""
    with pytest.raises(ValueError, match="not in"):
        FEW.place(Column.OFFERED)


def test_a_plain_scenario_keeps_what_a_plain_scenario_tells() -> None:
    """Nothing of bots, breaks, tickets or offers; a bot brings its own and nothing else."""
    plain, with_bot = (set(Scopes([], [], features).layout().columns) for features in ((), ("bot",)))
    assert {Column.OFFERED, Column.WAIT, Column.OPEN, Column.STAFFED, Column.SLOTS} <= plain
    assert not plain & {Column.BOT_CHATS, Column.BREAK_OVERRUN, Column.TICKETS, Column.MISSED_OFFERS}
    assert with_bot - plain == {
        Column.BOT_CHATS,
        Column.BOT_CONTAINED,
        Column.GREETED,
        Column.GREETING,
        Column.TO_AGENT,
    }


@pytest.mark.parametrize("features", SETS, ids=" + ".join)
def test_every_column_that_a_told_kpi_is_made_of_is_kept(features: tuple[Feature, ...]) -> None:
    """Of every set of features; and no column that no KPI reads."""
    scopes = Scopes([], [], features)
    read = {column for kpi in scopes.told() for column in kpi.reads}
    assert list(scopes.layout().columns) == sorted(read)
    assert {kpi for scope in get_args(Scope) for kpi in scopes.kpis(scope)} == {
        kpi for kpi in KPIS if kpi.needs in ("always", *features)
    }


@pytest.mark.parametrize("features", SETS, ids=" + ".join)
def test_the_figures_are_those_of_all_columns(day, features: tuple[Feature, ...]) -> None:
    """Of the run, its parts, types, groups and agents: nothing reads a column that is not kept."""
    whole = replace(day, features=features)
    layout = Scopes(day.types, day.groups, features).layout()
    kept = replace(whole, tally=day.tally.only(layout))
    assert kept.tally.cells.shape[-1] == kept.tally.agents.shape[-1] == len(layout.columns)
    assert kept.summary(times=3) == whole.summary(times=3)


@pytest.mark.parametrize("features", SETS, ids=" + ".join)
def test_so_are_differences_of_scenarios_with_other_layouts(day, features: tuple[Feature, ...]) -> None:
    """One side has these features, the other all: what both tell is compared column by column."""

    def side(of_side: tuple[Feature, ...], layout: Layout) -> Side:
        ledger = Ledger()
        for _ in range(3):
            ledger.add(day.tally.only(layout))
        return Side(ledger, Scopes(day.types, day.groups, of_side), day.promise)

    every = side(tuple(FEATURES), EVERY_COLUMN)
    wide = side(features, EVERY_COLUMN)
    narrow = side(features, Scopes(day.types, day.groups, features).layout())
    assert differences(narrow, every, 0.025) == differences(wide, every, 0.025)


def test_a_long_horizon_has_more_sections_where_less_is_kept(day, monkeypatch) -> None:
    """As many as the numbers allow: 20 full tallies' worth holds 30 sections of half the columns."""
    half = Layout(tuple(Column)[: len(Column) // 2])
    monkeypatch.setattr(planner.kpi.ledger, "LARGEST", 20 * day.tally.cells.size)
    for layout, sections in ((EVERY_COLUMN, 20), (half, 30)):
        ledger = Ledger()
        for _ in range(35):
            ledger.add(day.tally.only(layout))
        assert len(ledger.section_sizes()) == sections
