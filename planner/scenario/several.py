"""Several values in one setting: `routing.strategy=random,fill_first`."""

from collections.abc import Iterator

from planner.scenario.problems import Place, Problem, ScenarioError
from planner.scenario.quantities import shown

OPENING, CLOSING, QUOTES = "[{", "]}", "\"'"


def each_value(setting: str) -> list[str]:
    """Return a setting per value of `PATH=VALUE[,VALUE...]`. Raises `ScenarioError`."""
    path, equals, text = setting.partition("=")
    values = list(_split(text))
    if len(values) > 1 and not all(value.strip() for value in values):
        place = Place(f"--set {shown(setting)}")
        fix = "write for example PATH=8,9,10; quote a value that has a comma of its own"
        raise ScenarioError([Problem(place, "there is nothing between two commas", fix)])
    return [f"{path}{equals}{value.strip()}" for value in values]


def _split(text: str) -> Iterator[str]:
    """Yield what stands between commas; those inside brackets, braces and quotes do not count."""
    depth, quote, begin = 0, "", 0
    for place, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in QUOTES:
            quote = char
        elif char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth -= 1
        elif char == "," and depth == 0:
            yield text[begin:place]
            begin = place + 1
    yield text[begin:]
