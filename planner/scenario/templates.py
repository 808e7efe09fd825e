"""The shipped scenarios, to start from."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


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
