"""Pages of all kinds of results: of the scenarios that come with planner, and of a small one with long names."""

import fcntl
from pathlib import Path

from running import planner

SCENARIOS = ("support-desk", "black-friday", "peak-week", "conversation-desk", "sales-and-support")
SHORT_DAY = "short-day.yaml"
COMMANDS: dict[str, tuple[object, ...]] = {
    "comparison": ("compare", "scenarios/what-ifs.yaml", "--replications", 4),
    "sweep": (
        "sweep",
        "scenarios/small-shop.yaml",
        "--vary",
        "agent_groups.shop.agents=2:6",
        "--replications",
        3,
    ),
    "sweep-of-two": (
        *("sweep", "scenarios/small-shop.yaml", "--vary", "agent_groups.shop.agents=2:5"),
        *("--vary", "chat_types.shop.arrivals.per_hour=14:22:4", "--replications", 3),
    ),
    "concurrency": ("concurrency", "scenarios/conversation-desk.yaml", "--replications", 2),
    "staff": ("staff", SHORT_DAY, "--replications", 8),
    "schedule": ("schedule", SHORT_DAY, "--replications", 8),
    "advice": ("advise", "scenarios/understaffed.yaml", "--replications", 4),
}
"""What makes the pages that are not of `planner simulate`, by their names; few replications, as only the looks matter."""
PAGES = (*SCENARIOS, *COMMANDS)
KINDS = ("sales-and-support", *COMMANDS)
"""A page of each kind."""
SHORT_DAY_TEXT = """
name: Kundendienst für Deutschland, Österreich und die Schweiz, halber Tag
start: 2026-11-23 08:00
end: 2026-11-23 12:00
interval: 1h
service_level: {target: 80%, within: 60s}
chat_types:
  Rückfragen zu Bestellungen und Lieferungen: {arrivals: {per_hour: 20}, handle_time: {mean: 8m, cv: 1}, patience: 3m}
agent_groups:
  Kundendienst am Vormittag am Standort Klagenfurt: {agents: 3, concurrency: 2, slowdown: none, cost_per_hour: 20}
shift_patterns:
  Frühschicht mit Übergabe an die Spätschicht:
    {group: Kundendienst am Vormittag am Standort Klagenfurt, start: "08:00", length: 3h}
  Spätschicht mit Übergabe aus der Frühschicht:
    {group: Kundendienst am Vormittag am Standort Klagenfurt, start: "09:00", length: 3h}
targets:
  - {kpi: service_level, at_least: 80%}
"""


class Pages:
    """Pages by name, made when they are first asked for, in a folder that all workers of a test run share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> Path:
        """Return a page; those of `planner simulate` show agents one by one."""
        page = self._folder / f"{name}.html"
        with (self._folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not page.exists():
                command = COMMANDS.get(name, ("simulate", f"scenarios/{name}.yaml", "--by-agent"))
                run = planner(*(self._own(part) for part in command), "-o", page)
                assert run.returncode == 0, run.stderr
        return page

    def _own(self, part: object) -> object:
        """Return a part of a command, where it is the short day with the path of its file."""
        if part != SHORT_DAY:
            return part
        file = self._folder / SHORT_DAY
        file.write_text(SHORT_DAY_TEXT, encoding="utf-8")
        return file
