"""Targets: what is understood, and what is said of mistakes."""

import pytest
from small_scenario import small, text_problems

from planner.kpi import BY_KEY
from planner.kpi.kinds import Attainment, Count, Feature, Percentile, Ratio
from planner.scenario import loads
from planner.scenario.kpi_names import KINDS, NEEDS, NOT_OF_GROUPS, NOT_OF_TYPES, OF_SHIFTS, OF_WHOLE_RUN
from planner.scenario.kpi_values import kind_of
from planner.scenario.sections import keys_at
from planner.scenario.target import Target

GOOD = small() + "targets:\n  - TARGET\n"
"""The target begins at 12:5."""

NEEDED: dict[tuple[str, ...], Feature] = {
    ("silent_abandonment",): "silent",
    ("retries",): "retries",
    ("first_contact_resolution",): "repeats",
    ("transfer",): "transfers",
    ("bot",): "bot",
    ("conversation",): "conversation",
    ("conversation", "reply_patience"): "reply patience",
    ("conversation", "inactive_close"): "inactive close",
}


def problems(target: str) -> list[str]:
    """Return what is said of a scenario with this target."""
    return text_problems(GOOD.replace("TARGET", target))


def understood(target: str) -> Target:
    """Return a target as it is understood."""
    return loads(GOOD.replace("TARGET", target)).targets[0]


@pytest.mark.parametrize("key", KINDS)
def test_what_targets_know_of_a_kpi_agrees_with_its_definition(key: str) -> None:
    """Its unit, what it is told of, which parts of the time have it, and what a scenario must have."""
    kpi = BY_KEY[key]
    assert kind_of(kpi.unit) is KINDS[key]
    assert ("chat_type" in kpi.scopes) == (key not in NOT_OF_TYPES)
    assert ("agent_group" in kpi.scopes) == (key not in NOT_OF_GROUPS)
    assert isinstance(kpi, (Ratio, Count, Percentile, Attainment))
    assert (isinstance(kpi, (Ratio, Count)) and not kpi.by_interval) == (key in OF_WHOLE_RUN)
    assert (kpi.needs in ("plan", "breaks")) == (key in OF_SHIFTS)
    if key not in OF_SHIFTS:
        assert kpi.needs == (NEEDED[NEEDS[key]] if key in NEEDS else "always")


def test_the_tables_are_about_kpis_that_targets_know() -> None:
    """No line of them is left over, and keys of chat types are such."""
    assert {*NOT_OF_GROUPS, *NOT_OF_TYPES, *OF_WHOLE_RUN, *OF_SHIFTS, *NEEDS} <= KINDS.keys()
    assert all(path[-1] in keys_at(("chat_types", "shop", *path[:-1])) for path in NEEDS.values())


@pytest.mark.parametrize(
    ("target", "least", "most"),
    [
        ("{kpi: service_level, at_least: 80%}", 0.8, None),
        ("{kpi: service_level, at_least: 0.8}", 0.8, None),
        ("{kpi: wait_p90, at_most: 2m}", None, 120),
        ("{kpi: utilization, at_least: 60%, at_most: 85%, agent_group: team}", 0.6, 0.85),
        ("{kpi: overtime_hours, at_most: 1h30m}", None, 1.5),
        ("{kpi: overtime_hours, at_most: 1.5}", None, 1.5),
        ("{kpi: staffed_hours, at_most: 40}", None, 40),
        ("{kpi: answered, at_least: 12}", 12, None),
        ("{kpi: sla_attainment, at_least: 90%, chat_type: shop}", 0.9, None),
        ("{kpi: missed_rate, at_most: 0%, on: 90%}", None, 0),
        ("{kpi: utilization, at_most: 100%}", None, 1),
        ("{kpi: missed_rate, at_most: 100%}", None, 1),
        ("{kpi: wait_mean, at_most: 0s}", None, 0),
    ],
)
def test_bounds_are_in_the_unit_of_the_kpi(target: str, least: float | None, most: float | None) -> None:
    """Shares, times, hours and numbers, as planners write them."""
    found = understood(target)
    assert (found.bound("at_least"), found.bound("at_most")) == (least, most)


@pytest.mark.parametrize("written", ["90% of days", "90 % of days", "90%", "0.9", " 90% of days "])
def test_a_share_of_days_may_be_written_as_one(written: str) -> None:
    """With the words, or without."""
    assert understood(f'{{kpi: wait_p90, at_most: 2m, on: "{written}"}}').on == 0.9


@pytest.mark.parametrize(
    ("target", "place", "words"),
    [
        ("{kpi: service_lvl, at_least: 8}", "12:11", ['about "service_lvl"; did you mean "service_level"? ']),
        ("{kpi: wait_max, at_most: 2m}", "12:11", ["targets are about abandon_time_mean, ", "wait_p90, "]),
        ("{at_least: 80%}", "12:5", ["targets.0.kpi is missing"]),
        ("{kpi: service_level}", "12:5", ["service_level has no bound; give at_least or at_most"]),
        ("{kpi: service_level, at_least: 80}", "12:36", ["service_level is a share: write 80% or 0.8"]),
        ("{kpi: wait_p90, at_most: 80%}", "12:30", ['"80%" is not a duration; wait_p90 is a time']),
        ("{kpi: wait_p90, at_most: 2}", "12:30", ["2 has no unit", "write 2s or 2m"]),
        ("{kpi: answered, at_least: -3}", "12:31", ["-3 is negative; answered is a number"]),
        ("{kpi: answered, at_least: true}", "12:31", ["true is not a number"]),
        ("{kpi: overtime_hours, at_most: [1]}", "12:36", ["write for example 1h30m, or 1.5 for hours"]),
        ("{kpi: wait_mean, at_most: }", "12:22", ["at_most: nothing is given"]),
        ("{kpi: wait_mean, at_most: .inf}", "12:31", ['".inf" is no number']),
        ("{kpi: utilization, at_least: 90%, at_most: 70%}", "12:48", ["70 % is below at_least, 90 %"]),
        ("{kpi: missed_rate, at_most: 3%, chat_type: shp}", "12:48", ['did you mean "shop"?']),
        ("{kpi: utilization, at_most: 3%, agent_group: tam}", "12:50", ['did you mean "team"?']),
        ("{kpi: missed_rate, at_most: 3%, agent_group: team}", "12:50", ["about chats", "give chat_type"]),
        ("{kpi: utilization, at_most: 3%, chat_type: shop}", "12:48", ["about agents", "give agent_group"]),
        ("{kpi: wait_mean, at_most: 3s, chat_type: shop, agent_group: team}", "12:65", ["are both given"]),
        ("{kpi: overtime_hours, at_most: 1, per: day}", "12:44", ["of the whole run only; leave per out"]),
        ("{kpi: overtime_hours, at_most: 1, on: 90%}", "12:43", ["of the whole run only; leave on out"]),
        ("{kpi: sla_attainment, at_most: 90%}", "12:36", ["needs no upper bound; give at_least"]),
        ("{kpi: sla_attainment, at_least: 90%, per: interval}", "12:47", ["about days as a whole"]),
        ("{kpi: sla_attainment, at_least: 90%, on: 80%}", "12:46", ["is a share of days itself"]),
        ("{kpi: sla_attainment, at_least: 100%}", "12:37", ["no simulation proves that", "such as 99%"]),
        ("{kpi: wait_mean, at_most: 2m, per: hour}", "12:40", ["use run, day, interval"]),
        ("{kpi: wait_p90, at_most: 2m, on: weekdays}", "12:38", ["write for example 90% of days"]),
        ("{kpi: wait_p90, at_most: 2m, on: 100% of days}", "12:38", ["no simulation proves that"]),
        ("{kpi: wait_p90, at_most: 2m, on: 0}", "12:38", ["0 asks for nothing"]),
        ("{kpi: missed_rate, at_most: 0%}", "12:5", ["never a single chat", "give more, such as 0.5%"]),
        ("{kpi: missed, at_most: 0}", "12:5", ["no simulation proves that; give more, such as 0.5,"]),
        ("{kpi: service_level, at_least: 100%}", "12:5", ["every single chat", "give less, such as 99.5%"]),
        ("{kpi: wait_mean, most: 2m}", "12:22", ['did you mean "at_most"?']),
        ("{kpi: reply_time_p90, at_most: 30s}", "12:11", ["no chat type has conversation"]),
        ("{kpi: lost_rate, at_most: 3%, chat_type: shop}", "12:11", ['because "shop" has no retries']),
        ("{kpi: paid_hours, at_most: 40}", "12:11", ["no agents have shifts; give shift_patterns"]),
        ("service_level", "12:5", ['"service_level" is not a section of keys and values']),
    ],
)
def test_a_mistake_in_a_target_is_told(target: str, place: str, words: list[str]) -> None:
    """Where it is, what is wrong, what would be right."""
    said = problems(target)
    assert said[0].startswith(f"f:{place}: "), said
    for word in words:
        assert word in said[0]


def test_all_mistakes_of_targets_are_told_at_once() -> None:
    """In the order of the file, each once."""
    said = problems(
        "{kpi: waiting, at_most: x}\n  - {kpi: wait_mean, at_most: x, per: x, chat_type: x, on: x}"
    )
    assert [line.split(": ")[0] for line in said] == ["f:12:11", *(f"f:13:{c}" for c in (31, 39, 53, 60))]


@pytest.mark.parametrize("written", ["{kpi: service_level, at_least: 80%}", "80%", "3"])
def test_targets_are_a_list(written: str) -> None:
    """A single one, or a value, is told with an example."""
    said = text_problems(small() + f"targets: {written}\n")
    assert said == [
        "f:11:10: targets: this is not a list of targets; write for example [{kpi: service_level, at_least: 80%}]"
    ]


def test_a_kpi_may_need_what_only_one_type_has() -> None:
    """It can be told then; not of the other type."""
    text = GOOD.replace("patience: 3m", "patience: 3m\n    retries: {probability: 40%, delay: 10m}")
    text = text.replace(
        "agent_groups:", "  help: {arrivals: {per_hour: 1}, handle_time: 9m, patience: 3m}\nagent_groups:"
    )
    assert loads(text.replace("TARGET", "{kpi: lost_rate, at_most: 9%}")).targets
    said = text_problems(text.replace("TARGET", "{kpi: lost_rate, at_most: 9%, chat_type: help}"))
    assert len(said) == 1
    assert '"help" has no retries' in said[0]
