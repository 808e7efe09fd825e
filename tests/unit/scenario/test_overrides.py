"""`--set PATH=VALUE`."""

import pytest

from planner.scenario.overrides import override
from planner.scenario.tree import parse

TEXT = "a: {b: 1, c: [x, y]}\nbase: &s {k: 1}\ncopy: *s\ncaf\u00e9: {x: 0}\nt: {'09:30': 1}\n"


@pytest.mark.parametrize(
    ("setting", "path", "value"),
    [
        ("a.b=2", ("a", "b"), 2),
        ("a.b={m: 9m}", ("a", "b"), {"m": "9m"}),
        ("a.c.1=z", ("a", "c", 1), "z"),
        ("a.c=[1, 1.2]", ("a", "c"), [1, 1.2]),
        ("new.deep.key=17:00", ("new", "deep", "key"), "17:00"),
        ("a.b=", ("a", "b"), None),
        ("cafe\u0301.x=1", ("caf\u00e9", "x"), 1),
        ("t.9:30=2", ("t", "09:30"), 2),
        ('a.11:00="x=y"', ("a", "11:00"), "x=y"),
    ],
)
def test_a_setting_changes_the_tree(setting: str, path: tuple[str | int, ...], value: object) -> None:
    """Values are YAML; missing sections are made; the value's place is the option."""
    tree, _ = parse(TEXT, "f")
    assert not override(tree, [setting])
    assert tree.at(path).plain() == value
    assert "--set" in str(tree.at(path).place)


def test_a_setting_changes_one_place_of_an_alias() -> None:
    """The anchored section itself stays."""
    tree, _ = parse(TEXT, "f")
    assert not override(tree, ["copy.k=9"])
    assert tree.plain()["base"] == {"k": 1}
    assert tree.plain()["copy"] == {"k": 9}


@pytest.mark.parametrize(
    ("setting", "word"),
    [
        ("a.b", "not PATH=VALUE"),
        ("=3", "not PATH=VALUE"),
        ("a..b=3", "not PATH=VALUE"),
        ("a.b.x=3", "a.b is 1"),
        ("a.c.7=3", "has 2 entries"),
        ("a.c.x=3", "has 2 entries"),
        ("a.b=[1", "not YAML"),
        ("a.b=+1", "not a change"),
        ("a.b.9:00=1", 'such as a.b={"09:00": ...}'),
    ],
)
def test_a_setting_that_fits_nowhere_is_refused(setting: str, word: str) -> None:
    """With the option as its place."""
    tree, _ = parse(TEXT, "f")
    (problem,) = override(tree, [setting])
    assert word in str(problem)
    assert "--set" in str(problem)


def test_every_setting_that_is_wrong_is_told() -> None:
    """And those that are right still hold."""
    tree, _ = parse(TEXT, "f")
    assert len(override(tree, ["a.b", "a.c.9=1", "a.b=2"])) == 2
    assert tree.plain()["a"]["b"] == 2


@pytest.mark.parametrize("section", ["chat_types", "agent_groups"])
def test_a_mistyped_name_makes_no_new_entry(section: str) -> None:
    """Unless it is set whole."""
    tree, _ = parse(f"{section}: {{shop: {{x: 1}}}}", "f")
    (problem,) = override(tree, [f"{section}.shpo.x=9"])
    assert 'did you mean "shop"' in str(problem)
    assert not override(tree, [f"{section}.other={{x: 9}}"])
    assert tree.plain()[section] == {"shop": {"x": 1}, "other": {"x": 9}}
