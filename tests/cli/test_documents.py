"""What is written for readers is true."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from running import ROOT, planner

from planner.engine import MEANINGS
from planner.scenario import Scenario, loads

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def generator() -> ModuleType:
    """Load docs/generate.py."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_current() -> None:
    """`python docs/generate.py` would change nothing."""
    for path, text in generator().pages().items():
        assert path.read_text(encoding="utf-8") == text, f"run python docs/generate.py: {path.name} is stale"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link names a file that is there."""
    for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not link.startswith("http"):
            assert (page.parent / link).exists(), link


def test_the_readme_scenario_is_right() -> None:
    """The scenario explained in the README loads, and is as short as it says."""
    block = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)[0]
    assert len(block.splitlines()) <= 15
    assert isinstance(loads(block), Scenario)


PAGES = [
    ("README.md", 5),
    ("docs/explanation/erlang-per-interval.md", 2),
    ("docs/how-to/compare-alternatives.md", 3),
    ("docs/how-to/sweep-staffing.md", 1),
    ("docs/how-to/how-many-chats-at-once.md", 2),
    ("docs/how-to/what-silent-leavers-cost.md", 2),
    ("docs/how-to/where-an-agent-helps.md", 1),
    pytest.param("docs/how-to/staff-a-day.md", 1, marks=pytest.mark.slow),
    pytest.param("docs/how-to/plan-a-week.md", 1, marks=pytest.mark.slow),
]


SEARCH = 600
"""A search for a staffing may take so long (s) where cores are shared."""


@pytest.mark.parametrize(("page", "count"), PAGES)
def test_pages_show_real_output(page: str, count: int) -> None:
    """Each command with output below it, up to the next command, prints those lines."""
    text = (ROOT / page).read_text(encoding="utf-8").replace("\\\n", "")
    _, *parts = re.split(
        r"```\n(?:pip install \. && )?(planner (?:simulate|compare|sweep|concurrency|staff|schedule|advise) .*?)\n```",
        text,
    )
    shown = {
        command: blocks
        for command, below in zip(parts[::2], parts[1::2], strict=True)
        if (blocks := re.findall(r"```text\n(?!my-shop)(.*?)```", below, re.S))
    }
    assert len(shown) == count
    for command, blocks in shown.items():
        arguments = [part.strip("'") for part in command.split()[1:]]
        run = planner(*arguments, timeout=SEARCH)
        assert run.returncode == 0, run.stderr
        printed = [line.rstrip().replace("\u00a0", " ") for line in run.stdout.splitlines()]
        for line in "".join(blocks).splitlines():
            assert line.rstrip() in printed or line.strip() == "…", line


def test_the_readme_shows_real_errors(tmp_path: Path) -> None:
    """The mistakes named there, made in the scenario that stands there, are told as shown."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    scenario = re.findall(r"```yaml\n(.*?)```", text, re.S)[0]
    shown = re.findall(r"```text\n(my-shop.yaml.*?)```", text, re.S)[0]
    for right, wrong in {"wrap_up": "wrapup", "{mean: 3m}": "180", "[1, 1.2]": "[1, 1.2, 1.3]"}.items():
        scenario = scenario.replace(right, wrong)
    (tmp_path / "my-shop.yaml").write_text(scenario, encoding="utf-8")
    assert planner("validate", "my-shop.yaml", cwd=tmp_path).stderr == shown


def test_every_strategy_has_a_meaning_and_a_name() -> None:
    """What the scenario accepts is what the engine knows."""
    accepted = Scenario.model_json_schema()["$defs"]["Routing"]["properties"]["strategy"]["enum"]
    assert sorted(accepted) == sorted(MEANINGS)


def test_own_routing_example_works(tmp_path: Path) -> None:
    """The class of the how-to page routes a scenario."""
    page = (ROOT / "docs/how-to/own-routing.md").read_text(encoding="utf-8")
    code = re.findall(r"```python\n(.*?)```", page, re.S)[0]
    (tmp_path / "my_routing.py").write_text(code, encoding="utf-8")
    scenario = ROOT / "scenarios" / "small-shop.yaml"
    run = planner("simulate", scenario, "--strategy", "my_routing:RestAfterThree", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "my_routing:RestAfterThree" in run.stdout
