"""What a planner wants compared: files, their variants, settings, a strategy, each by a name."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from planner.scenario import Place, Problem, Scenario, ScenarioError, load
from planner.scenario.load import read_text
from planner.scenario.problems import printable
from planner.scenario.quantities import shown
from planner.scenario.several import each_value
from planner.scenario.tree import parse
from planner.study.side_by_side import Alternative

AS_IS = "as is"
MOST = 100
"""Alternatives beside the base; more would be a search, not a comparison."""
MOST_NAMED = 10


@dataclass(frozen=True)
class Wanted:
    """What to compare, as the planner says it."""

    files: Sequence[Path]
    """The first holds the base, unless another alternative is named as such."""
    settings: Sequence[str] = ()
    """Each as `PATH=VALUE[,VALUE...]`: every value changes the first file as it is."""
    strategy: str | None = None
    """A planner's own, for the first file as it is."""
    base: str | None = None
    only: Sequence[str] = ()
    allow_outside: bool = False


@dataclass(frozen=True)
class _Recipe:
    """How an alternative is made."""

    name: str
    file: Path
    variant: str | None = None
    setting: str | None = None
    strategy: str | None = None

    def read(self, allow_outside: bool) -> Alternative:
        settings = () if self.setting is None else (self.setting,)
        return Alternative(self.name, load(self.file, settings, allow_outside, self.variant), self.strategy)


def read_alternatives(wanted: Wanted) -> list[Alternative]:
    """Return the base, then what is compared with it, in the order in which the planner names them.

    Raises `ScenarioError` with everything that is wrong.
    """
    _check_files(wanted.files)
    recipes = list(_recipes(wanted))
    _check_names([recipe.name for recipe in recipes], wanted)
    base = recipes[0].name if wanted.base is None else wanted.base
    recipes.sort(key=lambda recipe: recipe.name != base)
    kept = [recipe for recipe in recipes if not wanted.only or recipe.name in {base, *wanted.only}]
    if len(kept) < 2:
        raise _refusal(f"there is nothing to compare with {shown(base)}", HOW_TO)
    if len(kept) > 1 + MOST:
        raise _refusal(
            f"{len(kept) - 1:,} alternatives are more than {MOST}", "choose some of them with --only NAME"
        )
    alternatives, problems = [], []
    for recipe in kept:
        try:
            alternatives.append(recipe.read(wanted.allow_outside))
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return alternatives


HOW_TO = "give the scenario variants, or name changes with --set PATH=VALUE, or further files"


def _recipes(wanted: Wanted) -> Iterator[_Recipe]:
    """Yield every alternative: the first file with its variants, the settings, the strategy, further files."""
    first, *others = wanted.files
    yield _Recipe(AS_IS, first)
    taken = {AS_IS}
    scenario = load(first, (), wanted.allow_outside)
    _check_variants(first, scenario)
    for recipe in _of_variants(first, scenario, taken):
        taken.add(recipe.name)
        yield recipe
    for setting in (single for several in wanted.settings for single in each_value(several)):
        taken.add(printable(setting))
        yield _Recipe(printable(setting), first, setting=setting)
    if wanted.strategy is not None:
        taken.add(wanted.strategy)
        yield _Recipe(wanted.strategy, first, strategy=wanted.strategy)
    for file in others:
        name = file.stem if file.stem not in taken else str(file)
        of_file = [_Recipe(name, file)]
        of_file += _of_variants(file, load(file, (), wanted.allow_outside), taken | {name}, name)
        taken |= {recipe.name for recipe in of_file}
        yield from of_file


def _of_variants(file: Path, scenario: Scenario, taken: set[str], prefix: str = "") -> list[_Recipe]:
    """Return the variants of a file; names that are taken get the file's before them."""
    return [
        _Recipe(f"{prefix}: {variant}" if prefix and variant in taken else variant, file, variant)
        for variant in scenario.variants
    ]


def _check_files(files: Sequence[Path]) -> None:
    for file, count in Counter(files).items():
        if count > 1:
            raise _refusal(f"{shown(str(file))} is named {count} times", "name each file once")


def _check_variants(file: Path, scenario: Scenario) -> None:
    """Raise `ScenarioError` where a variant of the first file has the name of the file itself."""
    if AS_IS not in scenario.variants:
        return
    tree, _ = parse(read_text(file), str(file))
    variants = tree.at(("variants",))
    place = variants.key_places.get(AS_IS, variants.place)
    wrong = f"{shown(AS_IS)} is what the scenario itself is called in a comparison"
    raise ScenarioError([Problem(place, wrong, "give the variant another name")])


def _check_names(names: Sequence[str], wanted: Wanted) -> None:
    """Raise `ScenarioError` where a name stands for two, or for none."""
    for name, count in Counter(names).items():
        if count > 1:
            raise _refusal(
                f"{count} alternatives are called {shown(name)}",
                "rename the variant, and give each value once",
            )
    options = [("--only", name) for name in wanted.only]
    if wanted.base is not None:
        options.append(("--base", wanted.base))
    problems = [
        Problem(Place(f"{option} {shown(name)}"), "there is no alternative of that name", _hint(name, names))
        for option, name in options
        if name not in names
    ]
    if problems:
        raise ScenarioError(problems)


def _hint(name: str, names: Sequence[str]) -> str:
    close = get_close_matches(name, names, n=1)
    if close:
        return f"did you mean {shown(close[0])}?"
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return "there is " + ", ".join(map(shown, names[:MOST_NAMED])) + more


def _refusal(wrong: str, fix: str) -> ScenarioError:
    return ScenarioError([Problem(Place("planner compare"), wrong, fix)])
