"""How planners write quantities."""

from datetime import datetime

import pytest

from planner.scenario.quantities import Unreadable, clock, duration, duration_text, moment, share, shown


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90s", 90),
        ("9m", 540),
        ("1h30m", 5400),
        ("2d", 172800),
        ("5 min", 300),
        ("1 hour 5 minutes", 3900),
        ("1.5h", 5400),
        ("250ms", 0.25),
        ("0s", 0),
        (" 3M ", 180),
    ],
)
def test_durations_are_read(text: str, seconds: float) -> None:
    """Units d, h, m, s, ms, short or long, each at most once."""
    assert duration(text) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (180, "no unit"),
        ("180", "no unit"),
        (1.5, "no unit"),
        ("01:30", "minutes or hours"),
        ("-5m", "negative"),
        ("", "empty"),
        ("5x", "not a duration"),
        ("5m5m", "not a duration"),
        ("m", "not a duration"),
        ("٣m", "not a duration"),
        ("1001d", "longer than"),
        (None, "not a duration"),
        (True, "not a duration"),
        ([], "not a duration"),
    ],
)
def test_what_is_no_duration_is_refused_with_a_fix(value: object, word: str) -> None:
    """Bare numbers above all: nobody knows whether 180 means seconds or minutes."""
    with pytest.raises(Unreadable) as refused:
        duration(value)
    assert word in refused.value.wrong
    assert refused.value.fix


@pytest.mark.parametrize(
    ("value", "read"), [("80%", 0.8), ("2.5 %", 0.025), (0.8, 0.8), (1, 1.0), (0, 0.0), ("100%", 1.0)]
)
def test_shares_are_read(value: object, read: float) -> None:
    """A percentage, or a number from 0 to 1."""
    assert share(value) == pytest.approx(read)


@pytest.mark.parametrize("value", [80, -0.1, "80", "101%", "-5%", True, None, "%"])
def test_what_is_no_share_is_refused(value: object) -> None:
    """80 may be a share of 80 or a slip for 80 %."""
    with pytest.raises(Unreadable):
        share(value)


def test_times_of_day() -> None:
    """Hours with one or two digits, 00:00 to 23:59."""
    assert clock("08:00") == clock("8:00") == 28800
    assert clock("23:59") == 86340
    for wrong in ("24:00", "8", "8:5", "08:60", 800, None):
        with pytest.raises(Unreadable):
            clock(wrong)


def test_moments() -> None:
    """A date and a time of day that exist."""
    assert moment("2026-11-23 08:00") == moment("2026-11-23T08:00:00") == datetime(2026, 11, 23, 8)
    for wrong in (
        "2026-11-31 08:00",
        "2026-11-23",
        "9999-01-01 00:00",
        "23.11.2026 08:00",
        5,
        "2026-11-23 24:00",
    ):
        with pytest.raises(Unreadable):
            moment(wrong)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (45, "45 s"),
        (90, "90 s"),
        (200, "3 m 20 s"),
        (540, "9 m"),
        (5400, "1 h 30 m"),
        (float("inf"), "never"),
    ],
)
def test_durations_are_written(seconds: float, text: str) -> None:
    """The way a planner would say them."""
    assert duration_text(seconds) == text


def test_values_are_quoted_for_messages() -> None:
    """Long ones are cut, control characters cannot reach the terminal."""
    assert shown("a\x1b[31mb") == '"a\\x1b[31mb"'
    assert len(shown("x" * 500)) < 70
    assert shown(5) == "5"
