"""Charts drawn from the terminal, as files that a planner puts into slides."""

import io
import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from running import ROOT, expect_refusal, planner

SHOP = ROOT / "scenarios" / "small-shop.yaml"
HOSTILE = "<script>alert(1)</script>"
CHARTS = ("day", "levels", "wait", "frt", "missed", "queue", "agents")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result whose agents have names that no one should have."""
    plain = planner("simulate", SHOP, "--replications", 3, "--format", "json").stdout
    document = json.loads(plain)
    for agent, name in zip(
        document["replay"], (HOSTILE, "@main", "\u05e9\u05dc\u05d5\u05dd" * 3000), strict=True
    ):
        agent["agent"] = name
    document["scenario"] = HOSTILE
    path = tmp_path_factory.mktemp("result") / "result.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def drawn(result: Path, target: Path, *options: object) -> bytes:
    """Have a picture drawn."""
    run = planner("report", result, "--output", target, "--chart", *options)
    assert run.returncode == 0, run.stderr
    return target.read_bytes()


@pytest.mark.parametrize("chart", ["day", "agents"])
def test_a_png_is_as_wide_as_asked(result: Path, tmp_path: Path, chart: str) -> None:
    """Charts one above the other and single ones, by day and by night; there is something on them."""
    for number, (options, width) in enumerate({(): 1600, ("--width", 1000, "--dark"): 1000}.items()):
        picture = Image.open(io.BytesIO(drawn(result, tmp_path / f"{number}.png", chart, *options)))
        assert abs(picture.width - width) <= 2
        colours = picture.convert("RGB").getcolors(1 << 20)
        assert colours is not None
        assert len(colours) > 3
        paper = max(colours)[1]
        assert paper == ((19, 26, 33) if "--dark" in options else (255, 255, 255))


def test_an_svg_is_a_picture_and_nothing_else(result: Path, tmp_path: Path) -> None:
    """Names are text in it: no script, no link, nothing from elsewhere."""
    text = drawn(result, tmp_path / "agents.svg", "agents", "--width", 700).decode()
    root = ElementTree.fromstring(text)
    assert root.get("width") == "700"
    for element in root.iter():
        assert element.tag.rpartition("}")[2] in {
            "svg",
            "g",
            "path",
            "text",
            "rect",
            "line",
            "defs",
            "clipPath",
        }
        assert not [
            name for name in element.attrib if name.rpartition("}")[2].startswith(("on", "href", "src"))
        ]
        assert "url(http" not in str(element.attrib)
    shown = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert HOSTILE in shown
    assert "@main" in shown


def test_charts_that_there_are_not_are_told(result: Path, tmp_path: Path) -> None:
    """By their names; so is a picture without a chart, and a chart without a picture."""
    target = tmp_path / "chart.png"
    expect_refusal(planner("report", result, "--chart", "pie", "-o", target), "--chart pie", *CHARTS)
    expect_refusal(planner("report", result, "-o", target), "--chart", *CHARTS)
    expect_refusal(planner("report", result, "--chart", "day"), "--output", ".png or .svg")
    expect_refusal(planner("report", result, "--dark"), "give --chart")
    assert not target.exists()


def test_pictures_need_vl_convert(result: Path, tmp_path: Path) -> None:
    """Without it the message says what to install."""
    (tmp_path / "vl_convert.py").write_text("raise ImportError", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    run = planner("report", result, "--chart", "day", "-o", tmp_path / "day.svg", env=environment)
    expect_refusal(run, 'pip install "planner[png]"')


def test_png_names_its_file_after_the_chart(result: Path, tmp_path: Path) -> None:
    """In the folder where the command is given; it wants a chart, and no other file."""
    assert planner("report", result, "--chart", "wait", "--png", cwd=tmp_path).returncode == 0
    assert Image.open(io.BytesIO((tmp_path / "wait.png").read_bytes())).width == 1600
    for options in (("--png",), ("--chart", "wait", "--png", "--output", tmp_path / "x.png")):
        expect_refusal(planner("report", result, *options), "--png draws --chart NAME")
