"""A scenario file -> a checked scenario, or all that is wrong with it."""

import stat
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from planner.scenario.choices import choice_problems
from planner.scenario.doors import time_problems
from planner.scenario.inputs import read_files
from planner.scenario.inputs.named import Folder
from planner.scenario.messages import problems
from planner.scenario.model import Scenario
from planner.scenario.overlap import overlap_problems
from planner.scenario.overrides import override, vary
from planner.scenario.problems import Place, Problem, ScenarioError
from planner.scenario.references import reference_problems
from planner.scenario.rings import ring_problems
from planner.scenario.skills import skill_problems
from planner.scenario.staffing_names import staffing_problems
from planner.scenario.tree import parse

MOST_BYTES = 256 * 1024
MOST_LINES = 5000


def load(
    path: Path, settings: Iterable[str] = (), allow_outside: bool = False, variant: str | None = None
) -> Scenario:
    """Read a scenario, change it by one of its variants and by `settings` (see `override`), and check it.

    The files that it names lie in its folder, unless files outside are allowed. Raises `ScenarioError`.
    """
    return loads(read_text(path), settings, str(path), Folder(path.parent, allow_outside), variant)


def loads(
    text: str,
    settings: Iterable[str] = (),
    source: str = "scenario",
    folder: Folder | None = None,
    variant: str | None = None,
    varied: Iterable[str] = (),
) -> Scenario:
    """Check a scenario given as YAML text; files that it names are looked for in the folder, by default this one.

    `varied` are settings of `--vary`, which come last.

    Raises `ScenarioError` with everything that is wrong; files, opening hours and `at_concurrency` need all else
    right.
    """
    tree, found = parse(text, source)
    if not isinstance(tree.value, dict):
        raise ScenarioError(
            [*found, Problem(tree.place, "this is no scenario", "a scenario is a section of keys and values")]
        )
    if variant is not None:
        found += vary(tree, variant)
    found += override(tree, settings)
    found += override(tree, varied, "--vary")
    # what could not be read is no good value either: one complaint is enough
    told = {problem.place for problem in found}
    found += skill_problems(tree)
    found += choice_problems(tree)
    found += reference_problems(tree)
    found += ring_problems(tree)
    found += staffing_problems(tree)
    try:
        scenario = Scenario.model_validate(tree.plain())
    except ValidationError as error:
        found += problems(error, tree, told)
        raise ScenarioError(found) from None
    if found:
        raise ScenarioError(found)
    found += time_problems(scenario, tree)
    if found:
        raise ScenarioError(found)
    scenario = scenario.holding(read_files(scenario, tree, folder or Folder(Path())))
    found += overlap_problems(scenario, tree)
    if found:
        raise ScenarioError(found)
    return scenario


def read_text(path: Path) -> str:
    """Read a file that a planner names as a scenario. Raises `ScenarioError` for all that is none."""

    def refuse(wrong: str, fix: str = "") -> ScenarioError:
        return ScenarioError([Problem(Place(str(path)), wrong, fix)])

    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise refuse("this is a folder", "name a scenario file in it")
        if not stat.S_ISREG(status.st_mode):
            raise refuse("this is not a regular file", "name a YAML file")
        if status.st_size > MOST_BYTES:
            raise refuse(f"the file has {status.st_size:,} bytes", f"a scenario has at most {MOST_BYTES:,}")
        raw = path.read_bytes()
    except FileNotFoundError:
        raise refuse("there is no such file", "planner init FILE writes one to start from") from None
    except PermissionError:
        raise refuse("you may not read this file", "ask for read permission") from None
    except (OSError, ValueError) as error:
        raise refuse(f"the file cannot be read ({getattr(error, 'strerror', None) or error})") from None
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise refuse("the file is UTF-16 or UTF-32", "save it as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise refuse(
            f"line {line} is not UTF-8 text", "save the file as UTF-8, without binary data"
        ) from None
    if "\0" in text:
        raise refuse("the file is binary", "name a YAML file")
    if text.count("\n") > MOST_LINES:
        raise refuse(f"the file has {text.count(chr(10)):,} lines", f"a scenario has at most {MOST_LINES:,}")
    return text
