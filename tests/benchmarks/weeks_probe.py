"""Run in a process of its own: `python weeks_probe.py WEEKS REPLICATIONS`.

Prints the peak memory (KiB), the processor time (s) of the study and the chats simulated, JSON written and all.
"""

import sys
import tempfile
import time
from pathlib import Path

from memory_probe import peak

from planner.cli.output import write_file
from planner.report import as_json
from planner.scenario import loads
from planner.study import Options, run_study

CHATS_A_DAY = 2000
SCENARIO = """
timezone: Europe/Athens
start: 2026-09-07 00:00
end: {end} 00:00
service_level: {{target: 80%, within: 60s}}
chat_types:
  support:
    arrivals: {{per_hour: {{"00:00": 20, "08:00": 133.34, "20:00": 60}}, uncertainty: 10%}}
    handle_time: {{mean: 9m, cv: 0.8}}
    first_reply: 15s
    patience: 3m
agent_groups:
  team:
    shifts:
      - {{agents: 8, from: "06:00", to: "14:30", breaks: [{{between: ["09:00", "12:00"], for: 30m}}]}}
      - {{agents: 9, from: "13:30", to: "22:00", breaks: [{{between: ["16:00", "19:00"], for: 30m}}]}}
      - {{agents: 3, from: "21:30", to: "06:30"}}
    absence: 4%
    shrinkage: 5%
    concurrency: 3
    slowdown: [1, 1.15, 1.4]
"""
ENDS = {1: "2026-09-14", 4: "2026-10-05", 13: "2026-12-07"}

if __name__ == "__main__":
    weeks, replications = map(int, sys.argv[1:])
    began = time.process_time()
    study = run_study(loads(SCENARIO.format(end=ENDS[weeks])), Options(replications=replications))
    with tempfile.TemporaryDirectory() as folder:
        write_file(as_json(study), Path(folder) / "result.json")
    offered = study.summary.figures["offered"].mean
    assert offered is not None
    print(peak(), time.process_time() - began, offered * replications)
