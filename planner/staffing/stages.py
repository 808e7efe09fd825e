"""How long each part of a search took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from planner.staffing.bench import Bench, Spent
from planner.staffing.options import StageProgress
from planner.staffing.result import Stage


class Stages:
    """Keeps account of a search, and tells of its progress."""

    def __init__(self, progress: StageProgress) -> None:
        self.done: list[Stage] = []
        self._progress = progress
        self._name = ""

    def tell(self, spent: Spent) -> None:
        """Tell of what the present stage has simulated."""
        self._progress(self._name, spent.replications, None)

    @contextmanager
    def stage(self, name: str, bench: Bench) -> Iterator[None]:
        """Count what is done within; a stage that comes again is one with what came before."""
        before, begun = (bench.spent.trials, bench.spent.replications), time.perf_counter()
        self._name = name
        self._progress(name, bench.spent.replications, None)
        try:
            yield
        finally:
            self._add(
                Stage(
                    name,
                    bench.spent.trials - before[0],
                    bench.spent.replications - before[1],
                    time.perf_counter() - begun,
                )
            )

    def _add(self, stage: Stage) -> None:
        for place, known in enumerate(self.done):
            if known.name == stage.name:
                self.done[place] = Stage(
                    stage.name,
                    known.trials + stage.trials,
                    known.replications + stage.replications,
                    known.seconds + stage.seconds,
                )
                return
        self.done.append(stage)
