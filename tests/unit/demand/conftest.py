"""Scenarios and plans in a few words."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from planner.demand import Blueprint, blueprint
from planner.flow.demand import Demand
from planner.scenario import Scenario

CHAT_TYPE = {"arrivals": {"per_hour": 60}, "handle_time": "9m", "patience": "3m"}
GROUP = {"agents": 3}


@pytest.fixture(scope="session")
def planned() -> Callable[..., Blueprint]:
    """Lay a scenario over its horizon; whatever is not given is plain, and what is None is left out."""

    def plan(
        types: Mapping[str, Mapping[str, Any]] | None = None,
        groups: Mapping[str, Mapping[str, Any]] | None = None,
        **more: Any,
    ) -> Blueprint:
        scenario = {
            "start": "2026-11-23 08:00",
            "end": "2026-11-23 20:00",
            "chat_types": {
                name: {key: value for key, value in {**CHAT_TYPE, **given}.items() if value is not None}
                for name, given in (types or {"a": {}}).items()
            },
            "agent_groups": {name: {**GROUP, **given} for name, given in (groups or {"g": {}}).items()},
            **more,
        }
        return blueprint(Scenario.model_validate(scenario))

    return plan


@pytest.fixture(scope="session")
def of_type() -> Callable[..., dict[str, np.ndarray]]:
    """Return the columns of one chat type."""

    def columns(demand: Demand, name: str) -> dict[str, np.ndarray]:
        ours = demand.chat_type == demand.type_names.index(name)
        names = ("arrival", "patience", "handle_time", "wrap_up", "first_reply", "draw")
        return {column: getattr(demand, column)[ours] for column in names}

    return columns


@pytest.fixture(scope="session")
def assert_same() -> Callable[..., None]:
    """Assert that columns are the same to the last bit, and not empty."""

    def check(one: Mapping[str, np.ndarray], other: Mapping[str, np.ndarray], but: str = "") -> None:
        for name in one:
            if name not in but.split():
                assert len(one[name]) > 100
                np.testing.assert_array_equal(one[name], other[name], err_msg=name)

    return check
