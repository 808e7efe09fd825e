"""YAML text -> a tree with places."""

import pytest

from planner.scenario.problems import ScenarioError
from planner.scenario.tree import DEEPEST, parse


def refused(text: str) -> str:
    """Return the message with which a text is refused."""
    try:
        _, problems = parse(text, "f.yaml")
    except ScenarioError as error:
        problems = error.problems
    assert problems
    return "\n".join(str(problem) for problem in problems)


def test_every_value_and_key_knows_its_place() -> None:
    """Lines and columns count from 1."""
    tree, _ = parse("a: 1\nb:\n  c: [x, y]\n", "f.yaml")
    assert str(tree.at(("b", "c", 1)).place) == "f.yaml:3:10"
    assert str(tree.value["b"].key_places["c"]) == "f.yaml:3:3"
    assert str(tree.at(("b", "nowhere", "else")).place) == "f.yaml:3:3"


def test_scalars_follow_yaml_1_2() -> None:
    """Times, dates and NO stay text; numbers and booleans are read."""
    text = "{a: 17:00, b: NO, c: 2026-11-23, d: 1_000, e: 0x1f, f: -3, g: .5, h: 1e3, i: true, j: ~, k: '5', l: yes}"
    assert parse(text, "f")[0].plain() == {
        "a": "17:00",
        "b": "NO",
        "c": "2026-11-23",
        "d": "1_000",
        "e": "0x1f",
        "f": -3,
        "g": 0.5,
        "h": 1000.0,
        "i": True,
        "j": None,
        "k": "5",
        "l": "yes",
    }


def test_aliases_and_merges_share_sections() -> None:
    """Own keys win over merged ones."""
    text = "base: &b {x: 1, y: 2}\none: {<<: *b, x: 3}\ntwo: *b\n"
    assert parse(text, "f")[0].plain() == {
        "base": {"x": 1, "y": 2},
        "one": {"x": 3, "y": 2},
        "two": {"x": 1, "y": 2},
    }


def test_a_merged_key_may_be_given_again() -> None:
    """Merging first and overriding after is no duplicate."""
    assert parse("b: &b {x: 1}\nc:\n  <<: *b\n  x: 2\n", "f")[0].plain()["c"] == {"x": 2}


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("a: 1\na: 2\n", "f.yaml:2:1", "first in line 1"),
        ("a: &x [*x]\n", "f.yaml:1:8", "contains itself"),
        ("a: *nope\n", "f.yaml:1:4", "not defined"),
        ("a: !!python/object 1\n", "f.yaml:1:4", "not allowed"),
        ("a: 1\n---\nb: 2\n", "f.yaml:2:1", "second YAML document"),
        ("1: a\n", "f.yaml:1:1", "not text"),
        ("? [a]\n: b\n", "f.yaml:1:3", "not text"),
        ("a: .inf\n", "f.yaml:1:4", "finite"),
        ("a: .nan\n", "f.yaml:1:4", "finite"),
        ("a: 1e400\n", "f.yaml:1:4", "finite"),
        ("a: " + "9" * 5000 + "\n", "f.yaml:1:4", "finite"),
        ("a: [1, 2\nb: 3\n", "f.yaml:2:", "not YAML"),
        ("a: 'x\n", "f.yaml:2:1", "not YAML"),
        ("", "f.yaml", "empty"),
        ("# only a comment\n", "f.yaml", "empty"),
        ("[" * (DEEPEST + 1), f"f.yaml:1:{DEEPEST + 1}", "levels deep"),
    ],
)
def test_what_is_no_plain_data_is_refused_at_its_place(text: str, place: str, word: str) -> None:
    """Each with line and column."""
    message = refused(text)
    assert message.startswith(place), message
    assert word in message


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    """Nine levels of nine aliases would be 387 million values."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 9)]
    assert "aliases" in refused("\n".join(lines))
