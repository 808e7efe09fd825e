"""Scenario text -> scenario, or everything that is wrong with it."""

import pytest

from planner.scenario import ScenarioError, loads
from planner.scenario.distribution import WAYS
from planner.scenario.overlap import own_length

GOOD = """\
start: 2026-11-23 09:00
end: 2026-11-23 18:00
chat_types:
  shop:
    arrivals: {per_hour: 18}
    handle_time: 9m
    patience: 3m
agent_groups:
  team:
    agents: 3
"""


def problems(old: str, new: str) -> list[str]:
    """Return what is said when a part of the good scenario is replaced."""
    assert old in GOOD
    with pytest.raises(ScenarioError) as error:
        loads(GOOD.replace(old, new), source="f")
    return [str(problem) for problem in error.value.problems]


def test_shorthands_become_what_they_mean() -> None:
    """A bare duration is an exponential's mean, for wrap-up and first reply a constant."""
    text = GOOD.replace(
        "patience: 3m", "patience: never\n    wrap_up: 20s\n    first_reply: {mean: 9s, cv: 1}"
    )
    shop = loads(text).chat_types["shop"]
    assert (shop.handle_time.family, shop.handle_time.mean) == ("exponential", 540)
    assert (shop.wrap_up.family, shop.wrap_up.value) == ("deterministic", 20)
    assert shop.first_reply.family == "lognormal"
    assert shop.patience == "never"


def test_slowdown_in_all_its_forms() -> None:
    """A list, a share per extra chat, none, or nothing."""

    def factors(slowdown: str) -> tuple[float, ...]:
        text = GOOD + f"    concurrency: 3\n{slowdown}"
        return loads(text).agent_groups["team"].slowdown_factors()

    assert factors("    slowdown: [1, 1.2, 1.5]\n") == (1, 1.2, 1.5)
    assert factors("    slowdown: 15%\n") == pytest.approx((1, 1.15, 1.3))
    assert factors("    slowdown: none\n") == factors("") == (1, 1, 1)


def test_a_measured_handle_time_is_taken_back_to_a_chats_own() -> None:
    """Between whole numbers of chats the slowdown is read off a straight line."""
    text = GOOD.replace("handle_time: 9m", "handle_time: {mean: 14m, at_concurrency: 2.1}")
    listed = loads(text + "    concurrency: 3\n    slowdown: [1, 1.2, 1.5]\n")
    assert own_length(listed, "shop") == pytest.approx(1 / (1.2 + 0.1 * 0.3))
    by_share = loads(text + "    concurrency: 2\n    slowdown: 20%\n")
    assert own_length(by_share, "shop") == pytest.approx(1 / (1 + 0.2 * 1.1))


def test_groups_are_averaged_by_their_agents() -> None:
    """Three agents slowed to 1.5 and one not slowed at all stretch to 1.375 on average."""
    text = GOOD.replace("handle_time: 9m", "handle_time: {mean: 14m, at_concurrency: 2}")
    two = (
        text
        + "    concurrency: 2\n    slowdown: [1, 1.5]\n  other: {agents: 1, concurrency: 2, slowdown: none}\n"
    )
    assert own_length(loads(two), "shop") == pytest.approx(1 / 1.375)


@pytest.mark.parametrize("family", sorted(WAYS))
def test_every_family_is_given_in_each_of_its_ways(family: str) -> None:
    """And by nothing else."""
    values = {
        "mean": "9m",
        "cv": "0.4" if family != "hyperexponential" else "1.4",
        "median": "9m",
        "sigma": "0.5",
        "shape": "2",
        "scale": "5m",
        "phases": "3",
        "low": "1m",
        "mode": "2m",
        "high": "4m",
        "value": "9m",
        "values": "[1m, 2m]",
        "weights": "[1, 3]",
    }
    if family == "erlang":
        values["cv"] = "0.5"
    for way in WAYS[family]:
        given = ", ".join(f"{key}: {values[key]}" for key in way)
        text = GOOD.replace("handle_time: 9m", f"handle_time: {{distribution: {family}, {given}}}")
        assert loads(text).chat_types["shop"].handle_time.family == family
    assert (
        "is given by" in problems("handle_time: 9m", f"handle_time: {{distribution: {family}, sigma: 1}}")[0]
    )


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("patience: 3m", "patiense: 3m", "f:7:5", 'did you mean "patience"'),
        ("patience: 3m", "priority: 1", "f:5:5", "patience is missing"),
        ("patience: 3m", "patience: 3", "f:7:15", "no unit"),
        ("patience: 3m", "patience: {}", "f:7:15", "nothing is given"),
        ("patience: 3m", "patience:", "f:7:5", "nothing is given"),
        ("patience: 3m", "patience: {mean: ~}", "f:7:16", "mean: nothing is given"),
        ("agents: 3", "agents: 3\n    skills:", "f:11:5", "nothing is given"),
        ("agents: 3", "agents: 3\n    slowdown:", "f:11:5", "nothing is given"),
        ("agents: 3", 'agents: 3\n"[x]": 1', "f:11:1", "unknown key"),
        ("agents: 3", 'agents: 3\n"[list]": 1', "f:11:1", "unknown key"),
        ("handle_time: 9m", 'handle_time: {mean: 9m, "[share]": 1}', "f:6:29", "unknown key"),
        ("  shop:", '  "[x]":', "f:4:3", "names cannot have"),
        ("handle_time: 9m", "handle_time: {mean: 9m, cv:0.9}", "f:6:29", "a space after the colon"),
        ("handle_time: 9m", "handle_time: {mean: 9m, cv: 90%}", "f:6:33", "write 0.9"),
        ("agents: 3", "agents: 3\n    skills: shop", "f:11:13", "write [shop]"),
        ("patience: 3m", "patience: 3m\n    service_level: 90%", "f:8:5", "all types together"),
        ("patience: 3m", "patience: {distribution: gamma}", "f:7:15", "give {mean, cv}"),
        ("patience: 3m", "patience: {value: 3m}", "f:7:15", "add distribution: deterministic"),
        ("patience: 3m", "patience: -180", "f:7:15", "a duration is 0s or more"),
        ("per_hour: 18", "per_hour: true", "f:5:26", "not a number"),
        ("per_hour: 18", 'per_hour: "18"', "f:5:26", "without quotes"),
        ("per_hour: 18", "per_hour: 1_000", "f:5:26", "such as 1000"),
        ("per_hour: 18", "per_hour: [18]", "f:5:26", "a list"),
        ("agents: 3", "agents: 3\n    concurrency: 2\n    slowdown: true", "f:12:15", "not a share"),
        ("agents: 3", "agents: 3\n    concurrency: 2\n    slowdown: []", "f:12:15", "no entry"),
        ("agents: 3", "agents: 3\n    concurrency: 2\n    slowdown: [1, 0.5]", "f:12:19", "at least 1"),
        ("agents: 3", "agents: 3\n    concurrency: 2\n    slowdown: [1, true]", "f:12:19", "not a number"),
        ("agents: 3", "agents: 3\n    breaks: []", "f:11:5", "unknown key"),
        ("patience: 3m", "patience: 3m\n    service_level: 80%", "f:8:5", "not available yet"),
        ("patience: 3m", "patience: 3m\n    bot: 35%", "f:8:10", "a section of keys and values"),
        ("patience: 3m", "patience: 3m\n    bot:", "f:8:5", "nothing is given"),
        ("patience: 3m", "patience: 3m\n    bot: {contains: 35%}", "f:8:10", "bot.duration is missing"),
        ("patience: 3m", "patience: 3m\n    bot: {duration: 90s}", "f:8:10", "bot.contains is missing"),
        ("patience: 3m", "patience: 3m\n    bot: {contains: 35, duration: 90s}", "f:8:21", "write 35%"),
        (
            "patience: 3m",
            "patience: 3m\n    bot: {contains: 100%, duration: 90s}",
            "f:8:21",
            "less than 100%",
        ),
        ("patience: 3m", "patience: 3m\n    bot: {contains: -1%, duration: 90s}", "f:8:21", "is not a share"),
        ("patience: 3m", "patience: 3m\n    bot: {contains: 5%, duration: 90}", "f:8:35", "write 90s"),
        ("patience: 3m", "patience: 3m\n    bot: {contain: 5%, duration: 90s}", "f:8:11", 'mean "contains"'),
        (
            "patience: 3m",
            "patience: 3m\n    bot: {contains: 5%, duration: {mean: 90s, at_concurrency: 2}}",
            "f:8:47",
            "unknown key",
        ),
        (
            "handle_time: 9m",
            "handle_time: {distribution: weibull, mean: 5m, shape: 0.001}",
            "f:6:59",
            "at least 0.1",
        ),
        ("handle_time: 9m", "handle_time: never", "f:6:18", "not a duration"),
        ("handle_time: 9m", "handle_time: [9m]", "f:6:18", "a list"),
        ("agents: 3", "agents: 3\nservice_level: {target: 150}", "f:11:25", "from 0% to 100%"),
        ("agents: 3", "agents: 3\nservice_level: {target: 80}", "f:11:25", "write 80% or 0.8"),
        ("agents: 3", "agents: 3\nname:", "f:11:1", "nothing is given"),
        ("agents: 3", 'agents: 3\nname: "\\ud800"', "f:11:7", "half of a character"),
        ("agents: 3", 'agents: 3\n"\\ud800": 1', "f:11:1", "half of a character"),
        ("per_hour: 18", "per_hour: -1", "f:5:26", "at least 0"),
        ("per_hour: 18", "per_hour: 0", "f:5:26", "no chat ever arrives"),
        ("per_hour: 18", 'per_hour: {"08:00": 5, "8:00": 6}', "f:5:26", "same time of day"),
        ("per_hour: 18", 'per_hour: {"08:00": 5, "25:00": 6}', "f:5:39", "not a time of day"),
        ("per_hour: 18", "file: forecast.csv", "f:5:22", "no file"),
        ("per_hour: 18", "log: a.csv, uncertainty: 10%", "f:5:41", "takes no uncertainty"),
        ("per_hour: 18", "per_hour: 18, log: a.csv", "f:5:30", "both given"),
        ("per_hour: 18", "uncertainty: 10%", "f:5:15", "per_hour is missing"),
        ("agents: 3", "agents: 2.5", "f:10:13", "whole number"),
        ("agents: 3", "agents: 1000000000", "f:10:13", "at most 20,000"),
        ("agents: 3", "agents: 3\n    absence: 4", "f:11:14", "write 4%"),
        ("agents: 3", "shifts: []", "f:10:13", "at least one"),
        ("agents: 3", "agents: 3\n    skills: [shopp]", "f:11:14", 'did you mean "shop"'),
        ("agents: 3", "agents: 0", "f:4:3", "no agent can serve"),
        ("agents: 3", "agents: 3\n    concurrency: 2\n    slowdown: [1, 1.2, 1.3]", "f:12:15", "3 entries"),
        ("agents: 3", "agents: 3\n    concurrency: 2\n    slowdown: [1.1, 1.2]", "f:12:15", "is 1"),
        ("end: 2026-11-23 18:00", "end: 2026-11-23 08:00", "f:2:6", "not after the start"),
        ("end: 2026-11-23 18:00", "end: 2027-11-23 18:00", "f:2:6", "13 weeks"),
        ("end: 2026-11-23 18:00", "end: 2026-11-23 18:00\ninterval: 1ms", "f:3:11", "at least 1m"),
        ("agents: 3", "agents: 3\nrouting: {strategy: least_bussy}", "f:11:21", 'did you mean "least_busy"'),
        ("agents: 3", "agents: 3\nrun: {warm_up: 9h}", "f:11:6", "leave nothing"),
        ("agents: 3", "agents: 3\nrun: {seed: -1}", "f:11:13", "at least 0"),
        ("  shop:", "  sh.op:", "f:4:3", "a dot would break"),
        ("  shop:", '  "sh\\e[31mop":', "f:4:3", "character"),
        ("handle_time: 9m", "handle_time: {mean: 9m, cv: 1000000}", "f:6:33", "at most 50"),
        ("handle_time: 9m", "handle_time: {mean: 0s}", "f:6:18", "nothing to draw"),
        ("handle_time: 9m", "handle_time: {mean: 9m, at_concurrency: 4}\n    # x", "", ""),
    ],
)
def test_each_mistake_is_told_at_its_place(old: str, new: str, place: str, words: str) -> None:
    """Line, column, what is wrong, and a hint."""
    if not words:  # a concurrency of 4 is fine where no list of slowdowns contradicts it
        assert loads(GOOD.replace(old, new))
        return
    said = problems(old, new)
    assert any(line.startswith(f"{place}: ") and words in line for line in said), said


def test_all_mistakes_are_told_together() -> None:
    """Fields, names and unknown keys alike, in the order of the file."""
    text = (
        GOOD.replace("18}", "-1}")
        .replace("3m", "3")
        .replace("agents: 3", "agents: 3\n    skills: [x]\n    y: 1")
    )
    with pytest.raises(ScenarioError) as error:
        loads(text, source="f")
    lines = [problem.place.line for problem in error.value.problems]
    assert lines == sorted(lines)
    assert {5, 7, 11, 12} <= set(lines)


def test_what_cannot_be_read_hides_no_other_mistake() -> None:
    """Nor does it make a second one at its place; what is set on the command line is told along with it."""
    text = GOOD.replace("agents: 3", "agents: x\n    8: 1\n    concurrency: 2\n    concurrency: 3").replace(
        "3m", "{mean: 3m, cv: .inf}"
    )
    with pytest.raises(ScenarioError) as error:
        loads(text, ["a..b=1", "run.seed=x"], source="f")
    places = [str(problem.place) for problem in error.value.problems]
    assert places == ['--set "a..b=1"', '--set "run.seed=x"', "f:7:30", "f:10:13", "f:11:5", "f:13:5"]


def test_an_unreadable_first_key_hides_no_missing_one() -> None:
    """A section stands where its first key does."""
    text = GOOD.replace("agents: 3", "8: 1").replace("    patience: 3m\n", "")
    with pytest.raises(ScenarioError) as error:
        loads(text)
    said = str(error.value)
    assert "the key 8" in said
    assert "agents is missing" in said
    assert "patience is missing" in said


def test_one_mistake_on_the_command_line_is_told_once() -> None:
    """And does not hide the other beside it."""
    with pytest.raises(ScenarioError) as error:
        loads(GOOD, ["run={seed: .inf, replications: x}"])
    assert sorted(problem.wrong.split(" ")[0] for problem in error.value.problems) == [
        '".inf"',
        "run.replications:",
    ]


def test_no_limit_can_be_said() -> None:
    """`none`, as for slowdown; nothing at all is a mistake."""
    limited = GOOD + "queue: {max_length: 5, max_wait: 3m}\n"
    free = loads(limited, ["queue.max_length=none", "queue.max_wait=none"])
    assert (free.queue.max_length, free.queue.max_wait) == (None, None)
    for nothing in ("", "~", "null"):
        with pytest.raises(ScenarioError, match="nothing is given"):
            loads(limited, [f"queue.max_length={nothing}"])


def test_characters_beyond_the_basic_plane_may_be_written_as_json_does() -> None:
    """In two halves."""
    assert loads(GOOD + 'name: "\\ud83d\\ude00 desk"\n').name == "\U0001f600 desk"


def test_a_skill_may_be_spelled_with_a_combining_accent() -> None:
    """The two spellings of an accented letter in Unicode are one name."""
    text = GOOD.replace("shop:", "cafe\u0301:").replace("agents: 3", "agents: 3\n    skills: [caf\u00e9]")
    assert loads(text).agent_groups["team"].skills == ("caf\u00e9",)


def test_a_type_named_like_a_key_gets_its_own_keys_as_a_hint() -> None:
    """Not those of what it is named like."""
    text = GOOD.replace("shop:", "arrivals:").replace("patience: 3m", "patience: 3m\n    wrapup: 5s")
    with pytest.raises(ScenarioError, match='did you mean "wrap_up"'):
        loads(text)


@pytest.mark.timeout(30)
def test_thousands_of_unknown_skills_are_told_in_no_time() -> None:
    """A search for the nearest name for each of them would take minutes."""
    skills = ", ".join(f"tema{number:04}" for number in range(4000))
    types = "".join(f"  team{number:04}: 1\n" for number in range(4000))
    text = GOOD.replace("agents: 3", f"agents: 3\n    skills: [{skills}]").replace(
        "  shop:", types + "  shop:"
    )
    with pytest.raises(ScenarioError) as error:
        loads(text)
    assert sum("no chat type" in problem.wrong for problem in error.value.problems) == 4000


def test_names_that_look_the_same_are_refused() -> None:
    """A full-width letter and a capital make no other name."""
    text = GOOD + "  TEAM:\n    agents: 1\n"
    with pytest.raises(ScenarioError, match="look the same"):
        loads(text)
