"""The shipped scenarios, to start from."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from planner.scenario.tree import Node, parse


def _folder() -> Traversable:
    """Return the scenarios: inside the installed package, or beside it in a checkout."""
    packaged = files("planner") / "templates"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "scenarios"


def templates() -> list[str]:
    """Return the names of the templates."""
    return sorted(
        entry.name.removesuffix(".yaml") for entry in _folder().iterdir() if entry.name.endswith(".yaml")
    )


def template_text(name: str) -> str | None:
    """Return a template, None if there is none of that name."""
    if name not in templates():
        return None
    return (_folder() / f"{name}.yaml").read_text(encoding="utf-8")


def companions(name: str) -> dict[str, str]:
    """Return the files that a template names, by name."""
    text = template_text(name)
    assert text is not None
    tree, _ = parse(text, name)
    return {file: (_folder() / file).read_text(encoding="utf-8") for file in sorted(set(_named(tree)))}


def _named(node: Node) -> Iterator[str]:
    """Yield the files that are named in a tree."""
    inner = node.value.items() if isinstance(node.value, dict) else ()
    for key, child in inner:
        if key in ("file", "log", "roster"):
            yield child.value
        else:
            yield from _named(child)
