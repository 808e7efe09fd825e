"""Every chat of every replication, one by one, for whoever counts them in another program."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.demand import agent_names, blueprint
from planner.kpi import SingleChats, single_chats
from planner.scenario.local_time import LocalTime
from planner.study.budget import expected_chats
from planner.study.study import Options, Progress, Study
from planner.study.task import Task
from planner.study.workers import Workers


@dataclass(frozen=True)
class Recorded:
    """The chats of a study; whoever reads `replications` has them simulated."""

    time: LocalTime
    chat_types: tuple[str, ...]
    agents: tuple[str, ...]
    """In roster order."""
    groups: tuple[str, ...]
    replications: Iterator[SingleChats]
    """In order."""


@dataclass(frozen=True)
class Recording:
    """A job: the chats of a replication of the only task."""

    number: int

    def run(self, known: Sequence[Task]) -> SingleChats:
        """Simulate it."""
        plan = known[0].blueprint
        demand, roster, records = known[0].happened(self.number)
        return single_chats(records, demand, roster, plan.window, plan.promise)


def recorded(study: Study, options: Options, progress: Progress = lambda done, of: None) -> Recorded:
    """Return the chats that a study's figures are made of; its options are those that it was run with.

    They are simulated again, one replication at a time, so that memory holds a few of them only.
    Reading them raises `KeyboardInterrupt`, `WorkerLost`, `StrategyFailed`.
    """
    plan = blueprint(study.scenario)
    task = Task(plan, study.seed, options.strategy)
    return Recorded(
        study.scenario.time,
        tuple(study.scenario.chat_types),
        agent_names(study.scenario, plan.roster),
        tuple(group.name for group in plan.roster.groups),
        _replications(task, study.summary.replications, options.workers, progress),
    )


def _replications(task: Task, count: int, workers: int, progress: Progress) -> Iterator[SingleChats]:
    with Workers([task], workers, expected_chats(task.blueprint) * count) as pool:
        for done, chats in enumerate(pool.results(Recording(number) for number in range(count)), start=1):
            yield chats
            progress(done, count)
