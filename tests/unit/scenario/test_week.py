"""Days of the week as keys, and opening hours."""

import pytest
from small_scenario import small

from planner.scenario import Scenario, ScenarioError, loads
from planner.scenario.quantities import Unreadable
from planner.scenario.week import hours, on_weekday, weekdays, weekdays_text

HOUR = 3600
GOOD = small(end="2026-11-30 09:00")
EVERY = (0, 1, 2, 3, 4, 5, 6)


def with_rates(rates: str) -> Scenario:
    """Return the good scenario with other rates."""
    return loads(GOOD.replace("per_hour: 18", f"per_hour: {rates}"))


def rates(written: str) -> object:
    """Return what rates mean."""
    return with_rates(written).chat_types["shop"].arrivals.per_hour


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("mon", (0,)),
        ("sun", (6,)),
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("sat-sun", (5, 6)),
        ("fri-mon", (0, 4, 5, 6)),
        ("sun-sat", EVERY),
        ("tue-tue", (1,)),
        ("sat, sun", (5, 6)),
        ("sun,mon", (0, 6)),
        ("mon-wed, fri", (0, 1, 2, 4)),
        ("mon-wed, tue-thu", (0, 1, 2, 3)),
        ("daily", EVERY),
        ("all", EVERY),
        ("Daily", EVERY),
        ("MON-Fri", (0, 1, 2, 3, 4)),
        ("Monday - Friday", (0, 1, 2, 3, 4)),
        ("saturday", (5,)),
        (" sun ", (6,)),
        ("tues, thurs", (1, 3)),
        ("thur", (3,)),
        ("Wednesday, Thursday", (2, 3)),
        ("weekdays", (0, 1, 2, 3, 4)),
        ("Weekend", (5, 6)),
        (["sat", "mon-tue"], (0, 1, 5)),
    ],
)
def test_days_in_all_their_spellings(written: object, days: tuple[int, ...]) -> None:
    """Ranges go over the week's end, names are short or full, in any case."""
    assert weekdays(written) == days


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "mo", "monster", "mon-", "-fri", "mon-tue-wed", "mon,,tue", "mon;tue", "mon fri"),
        *("workdays", "mön", 5, True, None, ["sat", 5]),
    ],
)
def test_what_is_no_day_is_refused(written: object) -> None:
    """With an example of what would be."""
    with pytest.raises(Unreadable, match="is no day of the week") as error:
        weekdays(written)
    assert error.value.fix.startswith("write for example mon-fri, sat or sat-sun")


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (EVERY, "every day"),
        ((0, 1, 2, 3, 4), "mon-fri"),
        ((5, 6), "sat, sun"),
        ((0, 4, 5, 6), "mon, fri, sat, sun"),
        ((2,), "wed"),
        ((1, 3), "tue, thu"),
    ],
)
def test_days_are_written_back(days: tuple[int, ...], text: str) -> None:
    """As a range from three days on."""
    assert weekdays_text(days) == text


def test_one_value_holds_every_day() -> None:
    """From midnight to midnight, if no times are given."""
    assert rates("18") == {EVERY: {0: 18}}
    assert rates('{"08:00": 5, "11:30": 9}') == {EVERY: {8 * HOUR: 5, 11.5 * HOUR: 9}}


def test_each_day_has_a_value_or_steps_of_its_own() -> None:
    """The two may be mixed."""
    assert rates('{mon-fri: {"08:00": 5, "20:00": 0}, "sat, sun": 2}') == {
        (0, 1, 2, 3, 4): {8 * HOUR: 5, 20 * HOUR: 0},
        (5, 6): {0: 2},
    }


def test_head_counts_are_given_by_days_too() -> None:
    """The most of them at a time is known."""
    text = GOOD.replace("agents: 3", 'agents: {mon-thu: {"08:00": 3, "12:00": 7}, fri: 4}')
    assert loads(text).agent_groups["team"].most_written == 7


def test_nothing_holds_on_days_that_are_not_named() -> None:
    """Every other day finds its value."""
    week = {(0, 1): "early", (5,): "short"}
    assert [on_weekday(week, day, "none") for day in range(7)] == [
        *("early", "early", "none", "none", "none", "short", "none")
    ]


@pytest.mark.parametrize(
    ("written", "place", "words"),
    [
        ("{mon-fri: 5, fri: 6}", "f:5:26", '"mon-fri" and "fri" both name fri; name each day once'),
        ("{daily: 5, sun: 6}", "f:5:26", '"daily" and "sun" both name sun'),
        ("{sat: 5, Saturday: 6}", "f:5:26", '"sat" and "Saturday" both name sat'),
        ("{fri-mon: 5, sun-tue: 6}", "f:5:26", '"fri-mon" and "sun-tue" both name mon'),
        ("{mon-fry: 5}", "f:5:27", '"mon-fry" is no day of the week'),
        ('{mon-fri: 5, "08:00": 6}', "f:5:39", '"08:00" is no day of the week'),
        ("{mon: 5, holidays: 6}", "f:5:35", '"holidays" is no day of the week'),
        ('{mon: {"25:00": 5}}', "f:5:33", "not a time of day"),
        ('{mon: {"08:00": 5, "8:00": 6}}', "f:5:26", "same time of day"),
        ("{mon: [5]}", "f:5:26", "this is a list"),
        ("{mon: {}}", "f:5:26", "the step function is empty"),
        ("{mon: -5}", "f:5:32", "at least 0"),
        ("{mon: x}", "f:5:32", "not a number"),
        ("{mon: 0, tue: 0}", "f:5:26", "no chat ever arrives"),
        ('{mon: 5, "[daily]": 6}', "f:5:26", '"[daily]" is no day of the week'),
    ],
)
def test_mistakes_in_rates_by_days(written: str, place: str, words: str) -> None:
    """Each is told at its place."""
    with pytest.raises(ScenarioError) as error:
        loads(GOOD.replace("per_hour: 18", f"per_hour: {written}"), source="f")
    said = [str(problem) for problem in error.value.problems]
    assert len(said) == 1, said
    assert said[0].startswith(f"{place}: "), said
    assert words in said[0]


def test_what_stands_for_every_day_inside_is_no_word_for_planners() -> None:
    """Nor is it one in a shift's days."""
    with pytest.raises(Unreadable, match="is no day of the week"):
        weekdays("[daily]")


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("08:00-20:00", [(8, 20)]),
        ("8:00-20:00", [(8, 20)]),
        ("08:00 - 20:00", [(8, 20)]),
        (" 08:00–20:00 ", [(8, 20)]),
        ("08:30-24:00", [(8.5, 24)]),
        ("08:00-00:00", [(8, 24)]),
        ("20:00-04:00", [(20, 28)]),
        ("00:00-24:00", [(0, 24)]),
        ("0:00-24:00", [(0, 24)]),
        ("24h", [(0, 24)]),
        ("closed", []),
        ([], []),
        (["closed"], []),
        (["24h"], [(0, 24)]),
        (["08:00-12:00", "14:00-18:00"], [(8, 12), (14, 18)]),
        (["14:00-18:00", "08:00-12:00"], [(8, 12), (14, 18)]),
        (["08:00-12:00", "12:00-18:00"], [(8, 12), (12, 18)]),
        (["08:00-12:00", "20:00-02:00"], [(8, 12), (20, 26)]),
    ],
)
def test_opening_hours_in_all_their_forms(written: object, spans: list[tuple[float, float]]) -> None:
    """Not after the beginning means on the next day."""
    assert hours(written) == tuple((begin * HOUR, end * HOUR) for begin, end in spans)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("08:00", '"08:00" does not tell hours'),
        ("8-20", '"8-20" does not tell hours'),
        ("08:00-20", "does not tell hours"),
        ("", "does not tell hours"),
        ("open", "does not tell hours"),
        (8, "8 does not tell hours"),
        (True, "true does not tell hours"),
        (None, "no hours are given"),
        ({"x": 1}, "this does not tell hours"),
        ([["08:00-20:00"]], "does not tell hours"),
        ("08:00-08:00", "is no stretch of time"),
        ("00:00-00:00", "is no stretch of time"),
        ("25:00-26:00", '"25:00" is not a time of day'),
        ("08:00-24:30", '"24:30" is not a time of day'),
        ("08:60-09:00", '"08:60" is not a time of day'),
        ("24:00-08:00", '"24:00" is not a time of day'),
        (["08:00-12:00", "11:00-18:00"], "these hours overlap"),
        (["20:00-04:00", "22:00-23:00"], "these hours overlap"),
        (["24h", "08:00-09:00"], "these hours overlap"),
        (["08:00-12:00", "08:00-12:00"], "these hours overlap"),
        (["closed", "08:00-12:00"], '"closed" does not tell hours'),
    ],
)
def test_what_tells_no_hours_is_refused(written: object, words: str) -> None:
    """Quoted, so that it is found."""
    with pytest.raises(Unreadable) as error:
        hours(written)
    assert words in error.value.wrong


@pytest.mark.parametrize(
    ("written", "place", "words"),
    [
        (
            "8-20",
            "f:3:7",
            '"8-20" does not tell hours; write for example 08:00-20:00, [08:00-13:00, 14:00-20:00]',
        ),
        ("{mon-fri: 8-20}", "f:3:17", '"8-20" does not tell hours'),
        ("{mon-fri: [08:00-12:00, 11:00-13:00]}", "f:3:17", "these hours overlap"),
        ("{mon-fri: 08:00-20:00, fri: closed}", "f:3:7", '"mon-fri" and "fri" both name fri'),
        ("{mon-fir: 08:00-20:00}", "f:3:8", '"mon-fir" is no day of the week'),
        ("{opens: 08:00-20:00}", "f:3:8", '"opens" is no day of the week'),
        ("{}", "f:3:7", "this does not tell hours"),
        ("", "f:3:1", "nothing is given"),
    ],
)
def test_mistakes_in_opening_hours(written: str, place: str, words: str) -> None:
    """Each is told once, at its place."""
    text = GOOD.replace("chat_types:", f"open: {written}\nchat_types:", 1)
    with pytest.raises(ScenarioError) as error:
        loads(text, source="f")
    said = [str(problem) for problem in error.value.problems]
    assert len(said) == 1, said
    assert said[0].startswith(f"{place}: ")
    assert words in said[0]


def test_opening_hours_by_days() -> None:
    """A list for days with a break, closed for days that are named as such."""
    text = GOOD + "open: {mon-fri: [08:00-12:00, 14:00-18:00], sat: 24h, sun: closed}\n"
    assert loads(text).open == {
        (0, 1, 2, 3, 4): ((8 * HOUR, 12 * HOUR), (14 * HOUR, 18 * HOUR)),
        (5,): ((0, 24 * HOUR),),
        (6,): (),
    }


def test_opening_hours_that_hold_every_day() -> None:
    """Without days they do."""
    assert loads(GOOD + "open: 08:00-20:00\n").open == {EVERY: ((8 * HOUR, 20 * HOUR),)}
