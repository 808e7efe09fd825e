"""A solver of integer programs that Ctrl-C can interrupt."""

import multiprocessing
import os
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from planner.staffing.program import Program, Solution, solve
from planner.study.workers import children_deaf, end_with_parent

__all__ = ["Program", "Solution", "Solver", "SolverLost"]

LOOKS_UP = 0.1
"""How often (s) the waiting process looks up, so that Ctrl-C is heard."""
STANDARD_OUTPUT = 1
"""By this number C knows it, whatever `sys.stdout` is."""


class SolverLost(Exception):
    """The solver's process was killed, most likely for memory."""


class Solver:
    """Solves programs in one process beside this one; a context manager that leaves none behind.

    HiGHS does not hear Ctrl-C, so it runs where it can be killed. The process begins with the first program and stays
    for the next ones, since importing SciPy takes longer than most programs.
    """

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._line: Connection[Program, Solution | None] | None = None
        self._alone = False
        """Whether no process can be started here; then this one solves."""

    def solve(self, program: Program) -> Solution | None:
        """Solve a program; None where no solution exists, or none was found. Raises `SolverLost`."""
        if self._line is None and not self._alone:
            self._open()
        if self._line is None:
            return solve(program)
        try:
            self._line.send(program)
            while not self._line.poll(LOOKS_UP):
                pass
            return self._line.recv()
        except (EOFError, OSError) as error:
            self._close()
            raise SolverLost from error
        except BaseException:
            self._close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _open(self) -> None:
        context = multiprocessing.get_context("spawn")
        try:
            line, other = context.Pipe()
            process = context.Process(target=_serve, args=(other,), daemon=True)
            with children_deaf():
                process.start()
        except (OSError, ImportError, NotImplementedError):
            self._alone = True
            return
        other.close()  # with the child's the only one, its end is noticed
        self._line, self._process = line, process

    def _close(self) -> None:
        line, process = self._line, self._process
        self._line = self._process = None
        if process is not None:
            process.kill()
            process.join()
            process.close()
        if line is not None:
            line.close()


def _serve(line: "Connection[Solution | None, Program]") -> None:
    """Solve what comes until the other side has gone."""
    end_with_parent()
    # HiGHS of SciPy 1.17 prints a line of its own for some programs, even with disp=False: it would stand in the JSON
    os.dup2(os.open(os.devnull, os.O_WRONLY), STANDARD_OUTPUT)
    while True:
        try:
            line.send(solve(line.recv()))
        except (EOFError, OSError, MemoryError):
            return
