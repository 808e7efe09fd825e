"""Where the risk comes from: the same days without forecast uncertainty, without absence, without both."""

import math
from collections.abc import Callable, Sequence
from dataclasses import fields, replace

import numpy as np
import pytest

from planner.demand import Blueprint, blueprint, draw, draw_roster
from planner.flow.demand import Demand
from planner.flow.roster import Roster
from planner.kpi import Ledger, Tally
from planner.kpi.columns import COLUMNS, Column
from planner.scenario import loads
from planner.study import NothingToExplain, Options, RiskCase, TooLarge, run_study
from planner.study.risk import TOLD, cases, explain_risk

TEXT = """\
start: 2026-11-23 09:00
end: 2026-11-23 12:00
service_level: {target: 80%, within: 60s}
chat_types:
  shop: {arrivals: {per_hour: 30}, handle_time: 9m, patience: 3m}
  post: {arrivals: {per_hour: 10}, handle_time: 4m, patience: 5m}
agent_groups:
  team: {agents: 4}
  late: {shifts: [{agents: 3, from: "10:00", to: "12:00"}]}
"""
OF_ALL, OF_TYPE = "uncertainty=20%", "chat_types.shop.arrivals.uncertainty=15%"
ABSENT, ABSENT_LATE = "agent_groups.team.absence=10%", "agent_groups.late.absence=20%"
AWAY = "agent_groups.team.shrinkage=10%"
SEVERAL_DAYS = ("end=2026-11-25 12:00", "open=09:00-12:00")
AS_IT_IS, CERTAIN, FULL, BOTH = "as it is", "forecast certain", "everybody turns up", "both"


def plan_of(*settings: str) -> Blueprint:
    """Lay the scenario with changes over its horizon."""
    return blueprint(loads(TEXT, settings))


def risk_of(*settings: str, replications: int = 8) -> tuple[RiskCase, ...]:
    """Run a study that explains its risk."""
    options = Options(replications=replications, explain_risk=True)
    return run_study(loads(TEXT, settings), options).risk


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ([OF_ALL], [CERTAIN]),
        ([OF_TYPE], [CERTAIN]),
        ([ABSENT], [FULL]),
        ([ABSENT_LATE], [FULL]),
        ([OF_TYPE, ABSENT], [CERTAIN, FULL, BOTH]),
        ([OF_ALL, OF_TYPE, ABSENT, ABSENT_LATE, AWAY], [CERTAIN, FULL, BOTH]),
    ],
)
def test_there_are_the_cases_that_the_scenario_gives_cause_for(
    settings: Sequence[str], names: Sequence[str]
) -> None:
    """What is certain anyway is no case of its own."""
    assert [name for name, _ in cases(plan_of(*settings))] == names
    assert [case.name for case in risk_of(*settings, replications=2)] == [AS_IT_IS, *names]


@pytest.mark.parametrize("settings", [[], [AWAY]])
def test_without_uncertainty_and_absence_there_is_nothing_to_explain(settings: Sequence[str]) -> None:
    """Spells away are no risk of the day."""
    with pytest.raises(NothingToExplain):
        risk_of(*settings)


def test_a_study_that_is_not_asked_explains_nothing() -> None:
    """Nor does it run anything else."""
    assert run_study(loads(TEXT, [OF_ALL]), Options(replications=2)).risk == ()


@pytest.mark.parametrize("days", [(), SEVERAL_DAYS], ids=["one day", "three days"])
def test_the_first_case_is_the_study_itself(days: Sequence[str]) -> None:
    """Figure for figure, and the study is what it is without an explanation; `days_kept` is told of several days."""
    settings = [OF_TYPE, ABSENT, *days]
    study = run_study(loads(TEXT, settings), Options(replications=8, explain_risk=True))
    plain = run_study(loads(TEXT, settings), Options(replications=8))
    assert study.summary == plain.summary
    first = study.risk[0]
    assert set(first.figures) == set(TOLD) - (set() if days else {"days_kept"})
    for key, figure in first.figures.items():
        assert figure == study.summary.figures[key], key


def test_every_case_is_the_study_of_a_scenario_without_that_luck() -> None:
    """On the same numbers: the very figures that a planner gets who writes 0 % instead."""
    _, certain, full, both = risk_of(OF_ALL, OF_TYPE, ABSENT)
    for case, settings in ((certain, [ABSENT]), (full, [OF_ALL, OF_TYPE]), (both, [])):
        figures = run_study(loads(TEXT, settings), Options(replications=8)).summary.figures
        assert case.figures == {key: figures[key] for key in case.figures}, case.name


def same_columns(one: Demand, other: Demand) -> None:
    """Assert that the customers are the same to the last bit."""
    for column in fields(Demand):
        if column.name not in ("type_names", "after_hours"):
            np.testing.assert_array_equal(getattr(one, column.name), getattr(other, column.name))
    np.testing.assert_array_equal(one.after_hours.arrival, other.after_hours.arrival)


def test_a_certain_forecast_draws_what_a_scenario_without_uncertainty_does() -> None:
    """The same customers, and the same absences as with uncertainty."""
    vague = plan_of(OF_ALL, OF_TYPE, ABSENT, *SEVERAL_DAYS)
    certain, sure = vague.with_certain_forecast(), plan_of(ABSENT, *SEVERAL_DAYS)
    for replication in range(3):
        same_columns(draw(certain, 1, replication), draw(sure, 1, replication))
        assert len(draw(vague, 1, replication)) != len(draw(sure, 1, replication))
        drawn = [roster_of(plan, replication) for plan in (vague, certain, sure)]
        assert drawn[0] == drawn[1] == drawn[2]


def test_full_turnout_draws_what_a_scenario_without_absence_does() -> None:
    """Nobody is absent; spells away and customers stay."""
    absent = plan_of(OF_ALL, ABSENT, ABSENT_LATE, AWAY, *SEVERAL_DAYS)
    full, sure = absent.with_full_turnout(), plan_of(OF_ALL, AWAY, *SEVERAL_DAYS)
    missing = 0
    for replication in range(3):
        same_columns(draw(full, 1, replication), draw(absent, 1, replication))
        there, wanted = roster_of(full, replication), roster_of(sure, replication)
        assert there == wanted
        assert there.away == roster_of(absent, replication).away
        assert not any(shift.absent for shift in there.shifts)
        missing += sum(shift.absent for shift in roster_of(absent, replication).shifts)
    assert missing > 0


def roster_of(plan: Blueprint, replication: int) -> Roster:
    """Draw the roster of a replication, without the plan that it fulfils more or less."""
    drawn = draw_roster(plan.roster, plan.turnouts, plan.days, 1, replication)
    return replace(drawn, scheduled=())


def test_the_cases_take_from_the_plan_nothing_but_luck() -> None:
    """All else is the same."""
    plan = plan_of(OF_ALL, OF_TYPE, ABSENT, AWAY)
    certain, full = plan.with_certain_forecast(), plan.with_full_turnout()
    assert certain.uncertainty == 0
    assert [of_type.uncertainty for of_type in certain.types] == [0, 0]
    assert certain.turnouts == plan.turnouts
    assert [turnout.absence for turnout in full.turnouts] == [0, 0]
    assert [turnout.away for turnout in full.turnouts] == [0.1, 0]
    assert (full.uncertainty, full.types) == (plan.uncertainty, plan.types)


def test_the_budget_counts_every_case() -> None:
    """A study that is just small enough by itself is too large three times over."""
    large = [OF_ALL, ABSENT, "chat_types.shop.arrivals.per_hour=20000", "agent_groups.team.agents=4000"]
    wide = next(
        count
        for count in (2**power for power in range(6, 17))
        if _refused(large, Options(replications=2 * count))
    )
    assert not _refused(large, Options(replications=wide))
    assert _refused(large, Options(replications=wide, explain_risk=True))


def _refused(settings: Sequence[str], options: Options) -> bool:
    class Began(Exception):
        pass

    def stop(done: int, of: int) -> None:
        raise Began

    try:
        run_study(loads(TEXT, settings), options, stop)
    except TooLarge:
        return True
    except Began:
        return False
    raise AssertionError("neither refused nor begun")


@pytest.fixture
def ledger_of() -> Callable[[Sequence[Sequence[tuple[float, float]]]], Ledger]:
    """Enter replications, each a list of days as (in time, promised)."""

    def make(replications: Sequence[Sequence[tuple[float, float]]]) -> Ledger:
        ledger = Ledger()
        for of_days in replications:
            days = np.array([[(hits, chats, chats - hits) for hits, chats in of_days]] * 3, dtype=np.float64)
            cells = np.zeros((5, len(of_days), COLUMNS))
            for place, column in enumerate((Column.IN_TIME, Column.PROMISED, Column.MISSED)):
                cells[:3, :, column] = days[:, :, place]
            nothing = np.zeros(0, dtype=np.int64)
            ledger.add(Tally(cells, days, np.zeros((5, 2)), nothing, nothing, np.zeros((5, 2))))
        return ledger

    return make


LedgerOf = Callable[[Sequence[Sequence[tuple[float, float]]]], Ledger]


def deviation_of(ledger: Ledger, *settings: str) -> float | None:
    """Return what is told of a study with such a ledger."""
    plan = plan_of(OF_ALL, *settings)
    return explain_risk(plan, ledger, lambda _: ledger)[0].deviation


def test_the_deviation_of_one_day(ledger_of: LedgerOf) -> None:
    """Levels of 0.6, 0.8 and 1: their standard deviation is 0.2, however many chats each has."""
    found = deviation_of(ledger_of([[(6, 10)], [(80, 100)], [(5, 5)]]))
    assert found == pytest.approx(0.2)


def test_the_deviation_of_several_days_is_their_root_mean_square(ledger_of: LedgerOf) -> None:
    """0.5 and 0.9 on one day, 0.7 and 0.8 on the other: variances of 0.08 and 0.005 (not of the days' means)."""
    found = deviation_of(ledger_of([[(5, 10), (7, 10)], [(9, 10), (8, 10)]]), *SEVERAL_DAYS)
    assert found == pytest.approx(math.sqrt((0.08 + 0.005) / 2))


def test_days_that_are_always_alike_do_not_deviate(ledger_of: LedgerOf) -> None:
    """A bad day and a good one, the same each time."""
    found = deviation_of(ledger_of([[(1, 10), (9, 10)]] * 3), *SEVERAL_DAYS)
    assert found == pytest.approx(0, abs=1e-12)


def test_a_day_without_chats_in_a_replication_is_left_out(ledger_of: LedgerOf) -> None:
    """The second has none in one of two; where no day is left, nothing is told."""
    found = deviation_of(ledger_of([[(5, 10), (0, 0)], [(9, 10), (8, 10)]]), *SEVERAL_DAYS)
    assert found == pytest.approx(math.sqrt(0.08))
    assert deviation_of(ledger_of([[(0, 0)], [(9, 10)]])) is None


def test_one_replication_does_not_deviate(ledger_of: LedgerOf) -> None:
    """There is nothing to compare it with."""
    assert deviation_of(ledger_of([[(5, 10)]])) is None


def test_each_case_is_told_from_its_own_ledger(ledger_of: LedgerOf) -> None:
    """Levels and deviations are those of the ledger that its run returned."""
    plan = plan_of(OF_TYPE, ABSENT)
    own = {
        1.0: ledger_of([[(6, 10)], [(8, 10)]]),
        2.0: ledger_of([[(7, 10)], [(8, 10)]]),
        3.0: ledger_of([[(8, 10)], [(8, 10)]]),
    }
    order = iter(own.values())
    told = explain_risk(plan, ledger_of([[(2, 10)], [(8, 10)]]), lambda _: next(order))
    assert [case.figures["service_level"].mean for case in told] == [0.5, 0.7, 0.75, 0.8]
    spread = [case.deviation for case in told]
    assert spread == pytest.approx([0.6 / math.sqrt(2), 0.2 / math.sqrt(2), 0.1 / math.sqrt(2), 0])
