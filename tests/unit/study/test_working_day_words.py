"""What planners are told of a working day before they believe it."""

from typing import Any

import pytest

from planner.demand import blueprint
from planner.scenario import Scenario
from planner.study import assumptions, cautions, interpretations

BASE: dict[str, Any] = {
    "start": "2026-11-23 00:00",
    "end": "2026-11-30 00:00",
    "service_level": {"target": "80%", "within": "60s"},
    "chat_types": {"a": {"arrivals": {"per_hour": 6}, "handle_time": "5m", "patience": "3m"}},
    "agent_groups": {"g": {"agents": 3}},
}
OPEN = {"open": {"mon-fri": "08:00-20:00"}}


def shifts(*of: dict[str, Any]) -> dict[str, Any]:
    """Return a group with shifts."""
    return {"agent_groups": {"g": {"shifts": list(of)}}}


def warned(**changes: Any) -> list[str]:
    """Return the warnings of a scenario."""
    scenario = Scenario.model_validate(BASE | changes)
    return cautions(scenario, blueprint(scenario))


def told(**changes: Any) -> dict[str, str]:
    """Return how a scenario is understood, lines without a subject joined to the one before."""
    scenario = Scenario.model_validate(BASE | changes)
    found: dict[str, str] = {}
    for subject, words in interpretations(scenario, blueprint(scenario)):
        key = subject or list(found)[-1]
        found[key] = "; ".join(filter(None, [found.get(key), words]))
    return found


def test_a_plain_week_needs_no_warning() -> None:
    """Doors open by the week, three agents while they are."""
    assert warned(**OPEN) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"holidays": ["2026-11-25"]}, "Sundays are like any other day"),
        ({"holidays": ["2026-12-25"], **OPEN}, "none lies between start and end"),
        (
            shifts(
                {"agents": 2, "from": "00:00", "to": "12:00"}, {"agents": 2, "from": "12:00", "to": "23:00"}
            ),
            "42 of 1,008 expected chats arrive when no agent with the skill is on duty (Mon 23 Nov "
            "23:00–00:00, Tue 24 Nov 23:00–00:00, Wed 25 Nov 23:00–00:00 and 4 more)",
        ),
        (
            {**OPEN, **shifts({"agents": 2, "from": "06:00", "to": "20:00"})},
            "76 of 196 scheduled hours lie while doors are closed",
        ),
    ],
)
def test_what_may_not_be_meant_is_told(changes: dict[str, Any], words: str) -> None:
    """Holidays without effect, hours without agents, agents without open doors."""
    assert any(words in warning for warning in warned(**changes)), warned(**changes)


def test_a_forecast_that_may_be_wrong_is_not_called_certain() -> None:
    """Of one type, or of all."""
    certain = "the forecast is taken as certain: real days differ from it"
    assert assumptions(Scenario.model_validate(BASE)) == [certain]
    assert assumptions(Scenario.model_validate(BASE | {"uncertainty": "10%"})) == []


def test_a_week_is_told_by_its_days() -> None:
    """Hours, steps, shifts and breaks in the planner's words."""
    found = told(
        open={"mon-fri": ["08:00-13:00", "14:00-20:00"], "sat": "09:00-14:00"},
        chat_types={
            "a": {
                "arrivals": {"per_hour": {"mon-fri": {"08:00": 20, "12:00": 20, "18:00": 9}, "sat": 4}},
                "handle_time": "5m",
                "patience": "3m",
            }
        },
        **shifts(
            {
                "agents": 3,
                "from": "08:00",
                "to": "16:30",
                "days": "mon-fri",
                "breaks": [
                    {"between": ["11:00", "13:00"], "for": "30m"},
                    {"at": "15:00", "for": "10m", "paid": True},
                ],
            }
        ),
    )
    assert found["open"].startswith("mon-fri 08:00–13:00 and 14:00–20:00, sat 09:00–14:00, sun closed")
    assert "per hour: mon-fri 20 from 08:00, 9 from 18:00; sat 4 throughout" in found["chat type a"]
    assert (
        "3 from 08:00 to 16:30 mon-fri, break of 30 m one after another 11:00–13:00, break 15:00 for 10 m, paid"
        in found["group g"]
    )
