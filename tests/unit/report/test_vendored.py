"""What is bundled with pages is what its recipe says."""

import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path

RECIPE = Path(__file__).parents[3] / "docs" / "vendor" / "charts"
STATIC = files("planner.report.page") / "static"


def test_the_bundle_is_the_one_of_the_recipe() -> None:
    """The script's SHA-256 is the one that the recipe's page tells."""
    told = re.findall(r"^    ([0-9a-f]{64})$", (RECIPE / "README.md").read_text(encoding="utf-8"), re.M)
    assert told == [hashlib.sha256((STATIC / "charts.min.js").read_bytes()).hexdigest()]


def test_the_recipe_names_exact_versions() -> None:
    """What is bundled is fixed to the version that the lock and the recipe's page tell."""
    wanted = json.loads((RECIPE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((RECIPE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    page = (RECIPE / "README.md").read_text(encoding="utf-8")
    for name, version in wanted.items():
        assert locked[f"node_modules/{name}"]["version"] == version
        assert f"| {name} | {version} |" in page


def test_licences_travel_with_the_script() -> None:
    """Each direct dependency is named among the licences, and these stand at the top of the script."""
    licences = (STATIC / "LICENSES.txt").read_text(encoding="utf-8")
    for name, version in json.loads((RECIPE / "package.json").read_text(encoding="utf-8"))[
        "dependencies"
    ].items():
        assert f"{name} {version}" in licences
    assert (STATIC / "charts.min.js").read_text(encoding="utf-8").startswith(f"/*!\n{licences}*/")


def test_nothing_in_a_script_ends_its_element() -> None:
    """Scripts stand in pages as they are, so they hold neither an end tag nor the start of a comment."""
    for name in ("charts.min.js", "page.js"):
        text = (STATIC / name).read_text(encoding="utf-8").lower()
        assert "</script" not in text
        assert "<!--" not in text
