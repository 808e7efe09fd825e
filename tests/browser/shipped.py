"""Pages of the scenarios that come with planner."""

from pathlib import Path

from running import planner


class Pages:
    """Pages by the scenario's name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> Path:
        """Return the page of a scenario, with its agents one by one."""
        page = self._folder / f"{name}.html"
        if not page.exists():
            run = planner("simulate", f"scenarios/{name}.yaml", "--by-agent", "-o", page)
            assert run.returncode == 0, run.stderr
        return page
