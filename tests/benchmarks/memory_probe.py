"""Run in a process of its own: `python memory_probe.py WORKLOAD REPLICATIONS` prints the peak memory in KiB."""

import resource
import sys
from pathlib import Path

from workloads import WORKLOADS, scenario

from planner.study import Options, run_study


def peak() -> int:
    """Return the most memory (KiB) that this process held.

    Linux hands `ru_maxrss` on from the process that started this one (a pytest of 150 MB would hide
    everything below), so there the kernel's high-water mark of this address space is read.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1])
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most


if __name__ == "__main__":
    name, replications = sys.argv[1:]
    workload = next(workload for workload in WORKLOADS if workload.name == name)
    study = run_study(scenario(workload), Options(replications=int(replications)))
    assert study.summary.replications == int(replications)
    print(peak())
