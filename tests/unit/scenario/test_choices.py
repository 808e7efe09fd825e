"""Sections in which one of several keys must be given, and keys that need another."""

import pytest
from small_scenario import small, text_problems

from planner.scenario import loads

GOOD = small()
SHIFT = 'shifts: [{agents: 3, from: "09:00", to: "18:00"}]'


def changed(old: str, new: str) -> str:
    """Return the good text with a part replaced."""
    assert old in GOOD
    return GOOD.replace(old, new)


@pytest.mark.parametrize(
    ("arrivals", "place", "words"),
    [
        ("{uncertainty: 10%}", "f:5:15", "chat_types.shop.arrivals.per_hour is missing"),
        ("{uncertainty: 10%}", "f:5:15", "give one of per_hour, file, log"),
        ("{per_hour: 18, file: f.csv}", "f:5:30", "arrivals: per_hour and file are both given"),
        ("{per_hour: 18, log: f.csv}", "f:5:30", "arrivals: per_hour and log are both given"),
        ("{log: f.csv, file: f.csv}", "f:5:16", "arrivals: file and log are both given"),
        ("{file: a.csv, log: b.csv, per_hour: 1}", "f:5:16", "per_hour and file and log are"),
    ],
)
def test_arrivals_come_from_one_source(arrivals: str, place: str, words: str) -> None:
    """No more, no fewer; and no file is looked for before that is clear."""
    said = text_problems(changed("{per_hour: 18}", arrivals))
    assert len(said) == 1, said
    assert said[0].startswith(f"{place}: ")
    assert words in said[0]


@pytest.mark.parametrize(
    ("lines", "place", "words"),
    [
        (["concurrency: 2"], "f:10:5", "agent_groups.team.agents is missing"),
        (["concurrency: 2"], "f:10:5", "give one of agents, shifts, roster"),
        (["agents: 3", SHIFT], "f:11:5", "agent_groups.team: agents and shifts are both given"),
        ([SHIFT, "agents: 3"], "f:10:5", "agent_groups.team: agents and shifts are both given"),
        (["agents: 3", "roster: plan.csv"], "f:11:5", "agents and roster are both given"),
        ([SHIFT, "roster: plan.csv"], "f:11:5", "shifts and roster are both given"),
        (["agents: 3", SHIFT, "roster: plan.csv"], "f:11:5", "agents and shifts and roster are"),
    ],
)
def test_a_group_has_one_plan(lines: list[str], place: str, words: str) -> None:
    """No more, no fewer; and no file is looked for before that is clear."""
    said = text_problems(changed("agents: 3", "\n    ".join(lines)))
    assert len(said) == 1, said
    assert said[0].startswith(f"{place}: ")
    assert words in said[0]


def test_choices_are_told_with_all_other_mistakes() -> None:
    """In the order of the file."""
    text = (
        changed("{per_hour: 18}", "{uncertainty: 10%}")
        .replace("patience: 3m", "patience: 3")
        .replace("agents: 3", f"agents: 3\n    {SHIFT}\n    absence: 4\n    rank: 0")
    )
    said = text_problems(text)
    assert [line.split(": ")[0] for line in said] == ["f:5:15", "f:7:15", "f:11:5", "f:12:14", "f:13:11"]


def test_each_type_and_each_group_is_looked_at() -> None:
    """The wrong ones are told, the others not."""
    text = GOOD + "    skills: [shop]\n  others: {skills: [help]}\n"
    text = text.replace(
        "agent_groups:", "  help: {arrivals: {uncertainty: 5%}, handle_time: 9m, patience: 3m}\nagent_groups:"
    )
    said = text_problems(text)
    assert len(said) == 2, said
    assert "chat_types.help.arrivals.per_hour is missing" in said[0]
    assert "agent_groups.others.agents is missing" in said[1]


@pytest.mark.parametrize(
    "line",
    ["last_chat_before: 10m", "break_starts: when_free", "break_starts: on_time"],
)
def test_what_is_about_shifts_needs_shifts(line: str) -> None:
    """Head counts have no breaks, and no ends that an agent knows of."""
    said = text_problems(changed("agents: 3", f"agents: 3\n    {line}"))
    assert len(said) == 1, said
    column = line.index(":") + 7
    assert said[0].startswith(f"f:11:{column}: agent_groups.team.{line.split(':')[0]}: ")
    assert "agents are given as head counts; give shifts, or leave it out" in said[0]


def test_what_is_about_shifts_may_stand_before_them() -> None:
    """The order of keys in the file does not matter."""
    text = changed("agents: 3", f"last_chat_before: 10m\n    break_starts: when_free\n    {SHIFT}")
    team = loads(text).agent_groups["team"]
    assert (team.last_chat_before, team.break_starts) == (600, "when_free")
    assert len(text_problems(changed("agents: 3", "last_chat_before: 10m\n    agents: 3"))) == 1


@pytest.mark.parametrize(
    "arrivals", ["{log: chats.csv, uncertainty: 10%}", "{uncertainty: 10%, log: chats.csv}"]
)
def test_a_log_takes_no_uncertainty(arrivals: str) -> None:
    """It is what happened, in whatever order that is written."""
    said = text_problems(changed("{per_hour: 18}", arrivals))
    assert len(said) == 1, said
    assert "a log is what happened, so it takes no uncertainty; leave uncertainty out" in said[0]


def test_a_log_without_doubt_is_fine_to_say() -> None:
    """It is then looked for."""
    said = text_problems(changed("{per_hour: 18}", "{log: chats.csv, uncertainty: 0%}"))
    assert said == [
        'f:5:21: there is no file "chats.csv"; check the name; it is looked for in the scenario\'s folder'
    ]


def test_tickets_need_closed_doors() -> None:
    """Which opening hours tell, or holidays."""
    said = text_problems(GOOD + "tickets: next_morning\n")
    assert said == [
        "f:11:10: tickets: tickets are about closed doors, and no opening hours are given; give open"
    ]
    assert loads(GOOD + "tickets: next_morning\nopen: 10:00-12:00\n").tickets == "next_morning"
    assert loads(GOOD + "tickets: next_morning\nholidays: GR\n").tickets == "next_morning"
    assert loads(GOOD + "tickets: none\n").tickets == "none"


@pytest.mark.parametrize("line", ["open: 8-20", "holidays: XX"])
def test_opening_hours_that_cannot_be_read_are_given_all_the_same(line: str) -> None:
    """One complaint is enough."""
    said = text_problems(GOOD + f"tickets: next_morning\n{line}\n")
    assert len(said) == 1, said
    assert said[0].startswith("f:12:")


def test_groups_with_different_plans_work_together() -> None:
    """Each has one."""
    text = GOOD + f"  early:\n    {SHIFT}\n"
    assert [group.most_written for group in loads(text).agent_groups.values()] == [3, 3]
