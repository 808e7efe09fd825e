"""What is compared, and by which names."""

from pathlib import Path

import pytest

from planner.scenario import ScenarioError
from planner.study import Wanted, read_alternatives
from tests.unit.scenario.small_scenario import small

VARIANTS = """
variants:
  two more: {agent_groups.team.agents: 5}
  random: {routing.strategy: random}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Write a scenario with two variants."""
    return written(tmp_path, "shop", small() + VARIANTS)


def written(folder: Path, name: str, text: str) -> Path:
    """Write a scenario."""
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def names(*files: Path, **options: object) -> list[str]:
    """Return the names of the alternatives, the base first."""
    return [one.name for one in read_alternatives(Wanted(files, **options))]  # type: ignore[arg-type]


def refusal(*files: Path, **options: object) -> str:
    """Return why there is no comparison."""
    with pytest.raises(ScenarioError) as caught:
        names(*files, **options)
    return str(caught.value)


def test_the_file_its_variants_and_each_value_are_alternatives(shop: Path) -> None:
    """In this order, each value by itself."""
    wanted = Wanted([shop], ["agent_groups.team.agents=4,6", "routing.strategy=fill_first"], "my:Own")
    found = read_alternatives(wanted)
    settings = ["agent_groups.team.agents=4", "agent_groups.team.agents=6", "routing.strategy=fill_first"]
    assert [one.name for one in found] == ["as is", "two more", "random", *settings, "my:Own"]
    assert [one.scenario.most_agents("team") for one in found] == [3, 5, 3, 4, 6, 3, 3]
    assert [one.strategy for one in found[-2:]] == [None, "my:Own"]


def test_further_files_bring_their_variants(shop: Path, tmp_path: Path) -> None:
    """Their names get the file's before them where they are taken."""
    other = written(tmp_path, "other", small() + VARIANTS.replace("two more", "three more"))
    assert names(shop, other) == ["as is", "two more", "random", "other", "three more", "other: random"]
    (tmp_path / "deep").mkdir()
    namesake = written(tmp_path / "deep", "other", small())
    assert names(shop, other, namesake)[-1] == str(namesake)


def test_another_base_comes_first(shop: Path) -> None:
    """And stays, whatever is chosen."""
    assert names(shop, base="random") == ["random", "as is", "two more"]
    assert names(shop, base="random", only=["two more"]) == ["random", "two more"]
    assert names(shop, only=["two more", "as is"]) == ["as is", "two more"]


def test_nothing_to_compare_is_told_with_what_to_do(tmp_path: Path) -> None:
    """A scenario without variants by itself, or all else left out."""
    said = refusal(written(tmp_path, "plain", small()))
    assert "nothing to compare" in said
    assert "--set PATH=VALUE" in said


def test_a_name_stands_for_one(shop: Path, tmp_path: Path) -> None:
    """The same value or file twice, or a variant called like the file itself."""
    assert '2 alternatives are called "run.seed=1"' in refusal(shop, settings=["run.seed=1,1"])
    called = written(tmp_path, "called", small() + VARIANTS.replace("random:", "as is:"))
    line = called.read_text(encoding="utf-8").splitlines().index("  as is: {routing.strategy: random}") + 1
    assert f'{called}:{line}:3: "as is" is what the scenario itself is called' in refusal(called)
    assert "other: as is" in names(shop, written(tmp_path, "other", called.read_text(encoding="utf-8")))
    other = written(tmp_path, "other", small())
    assert "is named 2 times; name each file once" in refusal(shop, other, other)


def test_unknown_names_are_told_together(shop: Path) -> None:
    """With what was probably meant, or with what there is."""
    said = refusal(shop, base="randon", only=["nonesuch"])
    assert '--base "randon": there is no alternative of that name; did you mean "random"?' in said
    assert '--only "nonesuch": there is no alternative of that name; there is "as is", "two more"' in said


def test_at_most_a_hundred(shop: Path) -> None:
    """Beyond that it is a search; choosing some of many is fine."""
    many = ["agent_groups.team.agents=" + ",".join(map(str, range(1, 150)))]
    assert "more than 100" in refusal(shop, settings=many)
    assert len(names(shop, settings=many, only=["two more"])) == 2


def test_all_that_is_wrong_is_told_together(shop: Path) -> None:
    """Of several settings at once."""
    said = refusal(shop, settings=["agent_groups.team.agents=none", "routing.strategy=nonesuch"])
    assert "agents" in said
    assert "nonesuch" in said
