"""Customers who give up without a sign, as a planner writes it."""

import pytest
from small_scenario import small, text_problems

from planner.scenario import loads


def with_key(line: str, patience: str = "3m") -> str:
    """Return the scenario with a line more in its chat type; it is line 8."""
    return small().replace("patience: 3m", f"patience: {patience}\n    {line}")


def test_a_bare_duration_is_the_mean_of_an_exponential() -> None:
    """As anywhere else where something is drawn."""
    scenario = loads(with_key("silent_abandonment: {share: 70%, noticed_after: 2m}"))
    silent = scenario.chat_types["shop"].silent_abandonment
    assert silent is not None
    assert (silent.share, silent.noticed_after.family) == (0.7, "exponential")
    assert silent.noticed_after.mean == 120


@pytest.mark.parametrize(
    ("line", "patience", "words"),
    [
        (
            "silent_abandonment: {share: 70%, noticed_after: 2m}",
            "never",
            "f:8:25: chat_types.shop.silent_abandonment: with patience: never nobody gives up, so nobody leaves without "
            "a sign; give patience as a duration such as 3m, or leave silent_abandonment out",
        ),
        (
            "silent_abandonment: {share: 70%}",
            "3m",
            "f:8:25: chat_types.shop.silent_abandonment.noticed_after is missing",
        ),
        (
            "silent_abandonment: {noticed_after: 2m}",
            "3m",
            "f:8:25: chat_types.shop.silent_abandonment.share is missing",
        ),
        (
            "silent_abandonment: {share: 70, noticed_after: 2m}",
            "3m",
            "f:8:33: chat_types.shop.silent_abandonment.share: 70 is not a share from 0 to 1; write 70% or 0.7",
        ),
        (
            "silent_abandonment: {share: 70%, noticed_after: 120}",
            "3m",
            "f:8:53: chat_types.shop.silent_abandonment.noticed_after: 120 has no unit",
        ),
        (
            "silent_abandonment: {share: 70%, noticed_after: {mean: 2m, at_concurrency: 2}}",
            "3m",
            "f:8:64: unknown key chat_types.shop.silent_abandonment.noticed_after.at_concurrency",
        ),
        ("silent_abandonment: 70%", "3m", "f:8:25: chat_types.shop.silent_abandonment:"),
        ("silent_abandonmant: {share: 70%, noticed_after: 2m}", "3m", "f:8:5: unknown key"),
    ],
)
def test_a_mistake_is_told(line: str, patience: str, words: str) -> None:
    """Where it is, what is wrong, and once only."""
    problems = text_problems(with_key(line, patience))
    assert len(problems) == 1
    assert problems[0].startswith(words)
