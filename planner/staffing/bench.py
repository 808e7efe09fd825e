"""Where rosters are tried, all on the same customers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar

from planner.flow.roster import Roster
from planner.staffing.felt import chat_length, felt_for
from planner.staffing.kept import KeptTrials
from planner.staffing.trial import Customers, Outcome, Trial, joined
from planner.study.budget import expected_chats
from planner.study.workers import Job, Workers

Result = TypeVar("Result")

CHATS_PER_JOB = 3000
"""About so many chats are worth sending a roster for."""
USUAL_TRIALS = 100
"""Of a search; whether a pool of processes is worth its start goes by it."""


@dataclass
class Spent:
    """What a search has taken so far."""

    trials: int = 0
    replications: int = 0


class Bench:
    """Tries rosters. A context manager: it may hold a pool of processes."""

    def __init__(
        self,
        customers: Customers,
        replications: int,
        workers: int = 1,
        tell: Callable[[Spent], None] = lambda spent: None,
        most: int | None = None,
        kept: KeptTrials | None = None,
    ) -> None:
        """Prepare for trials of so many replications, which may grow to `most`; `tell` is called after each trial.

        What is in `kept` is not simulated again, but counts as if it were.
        """
        self.customers = customers
        self.replications = replications
        self.spent = Spent()
        self._most = most or replications
        self._tell = tell
        self.chat_length = chat_length(customers.plan)
        self._kept = kept
        self.felt_for = felt_for(customers.plan)
        """For how long (s) a change in staffing is followed."""
        self._chats = max(1.0, expected_chats(customers.plan))
        self.workers = Workers([customers], workers, self._chats * self._most * USUAL_TRIALS)

    def grow(self) -> bool:
        """Take twice as many replications from now on; return False where that would be too many."""
        grown = min(2 * self.replications, self._most)
        if grown <= self.replications:
            return False
        self.replications = grown
        return True

    def outcomes(self, rosters: Sequence[Roster], replications: int | None = None) -> list[Outcome]:
        """Return what each roster brings, on the first replications. Raises `WorkerLost`, `KeyboardInterrupt`."""
        count = replications or self.replications
        spans = self._spans(0, count)
        results = self._tried([Trial(roster, *span) for roster in rosters for span in spans])
        found = []
        for _ in rosters:
            found.append(joined([next(results) for _ in spans]))
            self.spent.trials += 1
            self.spent.replications += count
            self._tell(self.spent)
        return found

    def over(
        self, job: Callable[[int, int], Job[Customers, Result]], first: int, count: int
    ) -> Iterator[Result]:
        """Yield the results of jobs that share replications from `first` on; `job` makes one from and up to a number."""
        spans = self._spans(first, count)
        return self._counted(spans, self.workers.results(job(*span) for span in spans))

    def further(self, roster: Roster, first: int, count: int) -> Iterator[Outcome]:
        """Yield what a roster brings on replications from `first` on, some at a time."""
        spans = self._spans(first, count)
        return self._counted(spans, self._tried([Trial(roster, *span) for span in spans]))

    def _tried(self, trials: Sequence[Trial]) -> Iterator[Outcome]:
        """Yield what trials bring, in their order; simulate those that are not kept."""
        kept = self._kept
        if kept is None:
            yield from self.workers.results(trials)
            return
        known = [kept.find(trial) for trial in trials]
        new = self.workers.results(
            trial for trial, outcome in zip(trials, known, strict=True) if outcome is None
        )
        for trial, found in zip(trials, known, strict=True):
            if found is not None:
                yield found
                continue
            outcome = next(new)
            kept.keep(trial, outcome)
            yield outcome

    def _counted(self, spans: Sequence[tuple[int, int]], results: Iterator[Result]) -> Iterator[Result]:
        """Yield results of a trial that is divided into these spans, and count them."""
        self.spent.trials += 1
        for (begin, past), result in zip(spans, results, strict=True):
            self.spent.replications += past - begin
            self._tell(self.spent)
            yield result

    def _spans(self, first: int, count: int) -> list[tuple[int, int]]:
        """Divide replications into jobs, in the same way for any number of workers."""
        size = max(1, int(CHATS_PER_JOB / self._chats))
        past = first + count
        return [(begin, min(past, begin + size)) for begin in range(first, past, size)]

    def __enter__(self) -> Self:
        self.workers.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.workers.__exit__(kind, error, trace)
