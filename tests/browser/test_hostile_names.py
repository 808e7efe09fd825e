"""Names that would be something else if they were not text: they are shown, and nothing runs."""

import json
from pathlib import Path

import pytest
from layout import wider_than_window
from opening import MOST_BYTES, PHONE, Look, point_at
from running import planner

from planner.report.page import as_html

NAMES = {
    "script": "<script>window.hit=1</script>",
    "end": "</script><script>window.hit=2</script>",
    "comment": "<!--<script>window.hit=3//",
    "attribute": "\" onmouseover='window.hit=4' x=\"",
    "image": "<img src=x onerror=window.hit=5>",
    "template": "{{7*7}}${window.hit=6}{% raw %}",
    "colour": "@bad",
    "formula": "=cmd|' /C calc'!A0",
    "arabic": "\u202eدعم العملاء",
    "emoji": "🧑‍💻👩🏽‍🚀",
    "lines": "one\u2028two\u2029three",
    "prototype": "__proto__",
    "field": "datum['x'] && hover.begin",
    "long": ("long " * 2000).strip(),
}


SCENARIO = """
name: Nameless
start: 2026-11-23 09:00
end: 2026-11-23 13:00
service_level: {target: 80%, within: 60s}
chat_types:
  Nameless:
    arrivals: {per_hour: 20}
    handle_time: {mean: 9m, cv: 0.8}
    patience: {mean: 3m}
agent_groups:
  Nameless: {agents: 3, concurrency: 2}
run: {replications: 5, seed: 1}
"""


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A result in which the scenario, the chat type, the group and its agents have one name."""
    folder = tmp_path_factory.mktemp("nameless")
    (folder / "scenario.yaml").write_text(SCENARIO, encoding="utf-8")
    run = planner("simulate", folder / "scenario.yaml", "--by-agent", "--format", "json")
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_names_are_text(look: Look, tmp_path: Path, result: str, name: str) -> None:
    """A page of such names is drawn, runs nothing of them, asks for nothing, and shows them."""
    target = tmp_path / "page.html"
    renamed = json.loads(result.replace("Nameless", json.dumps(name)[1:-1]))
    target.write_text(as_html(renamed), encoding="utf-8")
    assert target.stat().st_size < MOST_BYTES
    page = look.at(target, PHONE)
    point_at(page, "[data-chart=agents] .mark-rect.role-mark path")
    told = page.locator("#tip p bdi").all_text_contents()
    assert told[1].startswith(name[:100])
    assert page.evaluate("window.hit") is None
    assert look.heard.dialogs == []
    assert look.heard.messages == []
    assert look.heard.requests == [target.as_uri()]
    assert page.locator("h1").text_content() == name
    for table in ("By chat type", "By agent group"):
        assert page.locator(f"[aria-label='{table}'] tbody th bdi").first.text_content() == name
    assert page.locator("pre").text_content() == SCENARIO.replace("Nameless", name)
    assert not wider_than_window(page)


def test_hostile_scenarios_are_text(look: Look, tmp_path: Path) -> None:
    """What a scenario's author writes, from its name to its comments, is shown and not run."""
    hostile = "</script><script>window.hit=1</script><!-- {{7*7}}"
    file, target = tmp_path / "scenario.yaml", tmp_path / "page.html"
    file.write_text(
        SCENARIO.replace("name: Nameless", f"name: {json.dumps(hostile)}  # {hostile}"), encoding="utf-8"
    )
    run = planner("simulate", file, "-o", target)
    assert run.returncode == 0, run.stderr
    page = look.at(target)
    assert page.evaluate("window.hit") is None
    assert page.locator("h1").text_content() == hostile
    assert hostile in page.title()
    assert (page.locator("pre").text_content() or "").count(hostile) == 2
