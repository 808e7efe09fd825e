"""Several values in one setting: `routing.strategy=random,fill_first`."""

from planner.scenario.problems import Place, Problem, ScenarioError
from planner.scenario.quantities import shown

BRACKETS = {"[": "]", "{": "}"}


def each_value(setting: str) -> list[str]:
    """Return a setting per value of `PATH=VALUE[,VALUE...]`. Raises `ScenarioError`."""
    path, equals, text = setting.partition("=")
    values = split_values(text)
    if len(values) > 1 and not all(values):
        place = Place(f"--set {shown(setting)}")
        fix = "write for example PATH=8,9,10; quote a value that has a comma of its own"
        raise ScenarioError([Problem(place, "there is nothing between two commas", fix)])
    return [f"{path}{equals}{value}" for value in values]


def split_values(text: str) -> list[str]:
    """Split at the commas that stand outside brackets, braces and quotes."""
    parts, open_, quote = [""], [], ""
    for char in text:
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char in BRACKETS:
            open_.append(BRACKETS[char])
        elif open_ and char == open_[-1]:
            open_.pop()
        elif char == "," and not open_:
            parts.append("")
            continue
        parts[-1] += char
    return [part.strip() for part in parts]
