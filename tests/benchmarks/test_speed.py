"""The whole way of the data, draw to measure, against a process per chat in SimPy."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

import numpy as np
import pytest
import textbook_model
from pytest_benchmark.fixture import BenchmarkFixture
from rounds import interleave
from workloads import SEED, WORKLOADS, Workload, plan, replicate

from planner.demand import draw
from planner.engine import simulate
from planner.flow.demand import Demand
from planner.flow.records import Outcome
from planner.kpi import measure
from planner.kpi.columns import Column
from planner.kpi.estimate import jackknife

ROUNDS = 15
DAYS_A_ROUND = 4
DAYS = 60
"""For the comparison of results."""

of_each_workload = pytest.mark.parametrize("workload", WORKLOADS, ids=lambda workload: workload.name)


class Replay:
    """A source of times that were drawn before: the planner's."""

    def __init__(self, demand: Demand) -> None:
        gaps = np.diff(demand.arrival, prepend=0.0).tolist()
        self.gap = deque([*gaps, math.inf]).popleft
        self.patience = deque(demand.patience.tolist()).popleft
        self.handle_time = deque(demand.handle_time.tolist()).popleft
        self.messages = deque(_turns(demand)).popleft


def _turns(demand: Demand) -> list[Iterator[tuple[float, float]]]:
    """Return the turns of each chat; none where chats are not told message by message."""
    told = demand.conversations
    if told is None:
        return []
    turns = list(zip(told.work.tolist(), told.gap.tolist(), strict=True))
    return [iter(turns[first:end]) for first, end in pairwise(told.first.tolist())]


@of_each_workload
def test_same_customers_same_fate(workload: Workload):
    """Fed with the planner's draws, the textbook model loses and serves every chat at the same instant."""
    planned = plan(workload)
    for replication in range(5):
        demand = draw(planned, SEED, replication)
        records = simulate(demand, planned.roster, planned.rules, planned.routing)
        model = textbook_model.centre(workload, Replay(demand))
        model.run()

        answered = records.outcome == Outcome.ANSWERED
        assert set(records.outcome.tolist()) <= {Outcome.ANSWERED, Outcome.ABANDONED}
        by_arrival = np.argsort(model.arrived)
        assert np.array_equal(np.array(model.arrived)[by_arrival], demand.arrival[answered])
        waited = records.dequeued - demand.arrival
        assert np.array_equal(np.array(model.waited)[by_arrival], waited[answered])
        assert sorted(model.ended) == sorted(records.slot_freed[answered].tolist())
        in_vain = dict(zip(model.arrived_in_vain, model.waited_in_vain, strict=True))
        assert in_vain == dict(zip(demand.arrival[~answered], waited[~answered], strict=True))
        if isinstance(model, textbook_model.LeastBusyCentre):
            agents = np.array(model.answered_by)[by_arrival]
            assert np.array_equal(agents, records.agent[answered])
        if isinstance(model, textbook_model.ConversationCentre):
            assert records.replies is not None
            sent = records.replies.sent
            assert sorted(model.sent) == sorted(sent[~np.isnan(sent)].tolist())

        tally = measure(records, demand, planned.roster, planned.window, planned.promise)
        sums, statistics = tally.cells[0].sum(axis=0), model.statistics()
        assert statistics.offered == sums[Column.OFFERED]
        assert statistics.wait_mean == pytest.approx(sums[Column.WAIT] / sums[Column.ANSWERED])
        assert statistics.utilization == pytest.approx(sums[Column.IN_HAND] / sums[Column.SLOTS])
        assert statistics.service_level == sums[Column.IN_TIME] / sums[Column.PROMISED]
        handle_time = sums[Column.HANDLE_TIME] / sums[Column.ANSWERED]
        assert statistics.handle_time_mean == pytest.approx(handle_time)


@of_each_workload
def test_own_draws_same_figures(workload: Workload, report: Callable[[str], None]):
    """With draws of their own both find the same missed rate and mean wait, within 3 standard errors."""
    planned = plan(workload)
    ours, theirs = defaultdict(list), defaultdict(list)
    for replication in range(DAYS):
        sums = replicate(planned, replication).cells[0].sum(axis=0)
        ours["missed rate"].append((sums[Column.MISSED], sums[Column.OFFERED]))
        ours["mean wait"].append((sums[Column.WAIT], sums[Column.ANSWERED]))
        day = textbook_model.run(workload, seed=replication)
        theirs["missed rate"].append((day.missed, day.offered))
        theirs["mean wait"].append((day.wait_total, day.answered))
    for figure in ours:
        (mine, my_error), (yours, your_error) = _ratio(ours[figure]), _ratio(theirs[figure])
        apart = abs(mine - yours) / math.hypot(my_error, your_error)
        report(
            f"{workload.name}: {figure} {mine:.4g} ± {my_error:.2g} (planner), "
            f"{yours:.4g} ± {your_error:.2g} (textbook): {apart:.1f} standard errors apart"
        )
        assert apart < 3


def _ratio(pairs: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Return sum over sum and its standard error."""
    numerator, denominator = np.array(list(pairs), dtype=np.float64).T
    return jackknife(numerator, denominator)


@of_each_workload
def test_times_faster(workload: Workload, report: Callable[[str], None]):
    """The planner takes a fraction of the textbook's time per chat; days of both in turn, medians."""
    planned = plan(workload)

    def ours(number: int) -> float:
        days = range(number * DAYS_A_ROUND, (number + 1) * DAYS_A_ROUND)
        return sum(float(replicate(planned, day).cells[0, :, Column.OFFERED].sum()) for day in days)

    def textbook(number: int) -> float:
        days = range(number * DAYS_A_ROUND, (number + 1) * DAYS_A_ROUND)
        return sum(textbook_model.run(workload, day).offered for day in days)

    timings = interleave({"planner": ours, "textbook": textbook}, ROUNDS)
    times = timings["textbook"].median / timings["planner"].median
    per_chat = ", ".join(
        f"{name} {timing.median * 1e6:.2f} µs per chat ± {timing.spread:.0%}"
        for name, timing in timings.items()
    )
    report(f"{workload.name}: {times:.1f} times faster ({per_chat})")
    assert times >= workload.times_faster


@pytest.mark.benchmark(timer=time.process_time)
@of_each_workload
@pytest.mark.parametrize("model", ["planner", "textbook"])
def test_one_day(benchmark: BenchmarkFixture, workload: Workload, model: str):
    """A day from draw to figures, for the table; noise between its rows is the machine's, so see the ratio."""
    benchmark.group = f"{workload.name}: a day of {workload.arrivals_per_minute * 1440:.0f} chats"
    if model == "planner":
        planned = plan(workload)
        benchmark.pedantic(replicate, (planned, 0), rounds=30, warmup_rounds=2)
    else:
        benchmark.pedantic(textbook_model.run, (workload, 0), rounds=30, warmup_rounds=2)


@pytest.mark.benchmark(timer=time.process_time)
@of_each_workload
@pytest.mark.parametrize("stage", ["draw", "simulate", "measure"])
def test_stage(benchmark: BenchmarkFixture, workload: Workload, stage: str):
    """A day's draw, simulation and measurement apart, for the table."""
    planned = plan(workload)
    demand = draw(planned, SEED, 0)
    records = simulate(demand, planned.roster, planned.rules, planned.routing)
    roster, window, promise = planned.roster, planned.window, planned.promise
    stages: dict[str, Callable[[], object]] = {
        "draw": lambda: draw(planned, SEED, 0),
        "simulate": lambda: simulate(demand, roster, planned.rules, planned.routing),
        "measure": lambda: measure(records, demand, roster, window, promise),
    }
    benchmark.group = f"{workload.name}: stages of a day of {len(demand)} chats"
    benchmark.pedantic(stages[stage], rounds=40, warmup_rounds=2)
    if benchmark.stats is not None:  # None with --benchmark-disable
        benchmark.extra_info["µs per chat"] = benchmark.stats.stats.median / len(demand) * 1e6
