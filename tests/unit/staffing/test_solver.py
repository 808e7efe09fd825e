"""Integer programs, solved where Ctrl-C can end it."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array

from planner.staffing.program import solve
from planner.staffing.solver import Program, Solver, SolverLost

ROOT = Path(__file__).parents[3]
HARD = """
import numpy as np
from scipy.sparse import csr_array
from planner.staffing.solver import Program, Solver
if __name__ == "__main__":
    random = np.random.default_rng(1)
    matrix = csr_array((random.random((150, 400)) < 0.2).astype(float))
    program = Program(random.random(400) + 1, np.zeros(400), np.full(400, 9.0), np.ones(400, dtype=int), matrix,
                      random.integers(3, 9, 150).astype(float), np.full(150, np.inf), 0.0, 10**9)
    with Solver() as solver:
        print("solving", flush=True)
        solver.solve(program)
"""


def knapsack(integrality: int = 1, low: float = 7.0, **more: float) -> Program:
    """Return 3 x + 4 y at least `low`, for the least x + 1.5 y, both at most 10."""
    return Program(
        cost=np.array([1.0, 1.5]),
        low=np.zeros(2),
        high=np.full(2, 10.0),
        integrality=np.full(2, integrality),
        matrix=csr_array(np.array([[3.0, 4.0]])),
        row_low=np.array([low]),
        row_high=np.array([np.inf]),
        **more,
    )


def alive(group: int) -> list[str]:
    """Return the commands of the processes of a group, but those that only wait for their parent to notice the end."""
    asked = ["ps", "-A", "-o", "pgid=,stat=,args="]
    lines = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
    found = [line.split(maxsplit=2) for line in lines]
    return [" ".join(rest) for own, state, *rest in found if own == str(group) and state[0] != "Z"]


def test_whole_numbers_and_their_bound():
    """For 7 one of each costs 2.5, and nothing is cheaper; in parts 7/3 of x would do."""
    with Solver() as solver:
        whole, parts = solver.solve(knapsack()), solver.solve(knapsack(integrality=0))
    assert whole is not None
    assert parts is not None
    assert whole.values.tolist() == [1, 1]
    assert whole.best_bound == pytest.approx(2.5)
    assert parts.values == pytest.approx([7 / 3, 0])
    assert parts.best_bound == pytest.approx(7 / 3)


def test_what_has_no_solution():
    """70 is the most that there can be."""
    with Solver() as solver:
        assert solver.solve(knapsack(low=71.0)) is None


def test_one_process_for_all_programs_and_none_left():
    """The second program goes to the process of the first; after the block it is gone."""
    before = multiprocessing.active_children()
    with Solver() as solver:
        assert multiprocessing.active_children() == before
        solver.solve(knapsack())
        (first,) = set(multiprocessing.active_children()) - set(before)
        solver.solve(knapsack())
        assert set(multiprocessing.active_children()) - set(before) == {first}
    assert multiprocessing.active_children() == before


def test_without_another_process_this_one_solves(monkeypatch):
    """Where no pipe can be had the answer is the same."""

    def refuse(*_):
        raise OSError

    monkeypatch.setattr("multiprocessing.context.BaseContext.Pipe", refuse)
    with Solver() as solver:
        found = solver.solve(knapsack())
    assert found is not None
    assert found.values.tolist() == [1, 1]


def test_a_solver_that_is_killed_is_lost_and_comes_again():
    """The loss is told; the next program starts another process."""
    with Solver() as solver:
        solver.solve(knapsack())
        (child,) = multiprocessing.active_children()
        child.kill()
        child.join()
        with pytest.raises(SolverLost):
            solver.solve(knapsack())
        assert solver.solve(knapsack()) is not None


def test_few_nodes_give_the_best_so_far():
    """A search tree that may not grow has a solution that is not known to be the best, and a bound below it."""
    random = np.random.default_rng(2)
    matrix = csr_array((random.random((60, 120)) < 0.2).astype(float))
    cost = random.random(120) + 1
    found = solve(
        Program(
            cost=cost,
            low=np.zeros(120),
            high=np.full(120, 9.0),
            integrality=np.ones(120, dtype=int),
            matrix=matrix,
            row_low=random.integers(3, 9, 60).astype(float),
            row_high=np.full(60, np.inf),
            gap=0.0,
            most_nodes=1,
        )
    )
    assert found is not None
    assert found.best_bound < cost @ found.values
    assert np.array_equal(found.values, np.rint(found.values))


@pytest.mark.skipif(not shutil.which("ps"), reason="there is no ps to look for processes")
def test_ctrl_c_ends_both_at_once(tmp_path):
    """Pressed while a hard program is being solved: within seconds no process of the group is left."""
    script = tmp_path / "hard.py"
    script.write_text(HARD)
    run = subprocess.Popen(
        [sys.executable, script],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert run.stdout is not None
    run.stdout.readline()
    time.sleep(1.5)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=20)
    assert said.count("Traceback") == 1  # of the script; the solver says nothing
    assert "KeyboardInterrupt" in said
    soon = time.monotonic() + 10
    while alive(run.pid) and time.monotonic() < soon:
        time.sleep(0.1)
    assert not alive(run.pid)
