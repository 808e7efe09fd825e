"""Random streams: one for every attribute of every chat type and day."""

import itertools
import os
import subprocess
import sys

from planner.demand.streams import Attribute, stream


def test_the_same_key_gives_the_same_numbers():
    """A stream is nothing but its key."""
    one = stream(7, 3, Attribute.PATIENCE, "sales", 2).random(5)
    assert one.tolist() == stream(7, 3, Attribute.PATIENCE, "sales", 2).random(5).tolist()


def test_any_part_of_the_key_makes_another_stream():
    """Seed, replication, attribute, name and day: no two streams begin alike."""
    keys = list(itertools.product((0, 1), (0, 1, 2, 256), Attribute, ("a", "b", "ab", "A", ""), (0, 1)))
    begins = {tuple(stream(*key).random(2).tolist()) for key in keys}
    assert len(begins) == len(keys) == 80 * len(Attribute)


def test_a_name_is_the_same_however_its_accents_are_encoded():
    """Composed and decomposed letters look alike in a file."""
    composed, decomposed = "caf\u00e9", "cafe\u0301"
    one = stream(1, 0, Attribute.ARRIVAL, composed, 0).random(3)
    assert one.tolist() == stream(1, 0, Attribute.ARRIVAL, decomposed, 0).random(3).tolist()


def test_streams_do_not_depend_on_the_process():
    """Python's own hash of a name differs from run to run; the stream does not."""
    code = (
        "from planner.demand.streams import Attribute, stream;"
        "print(stream(1, 2, Attribute.ROUTING, 'sales', 0).random(3).tolist())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert told == {str(stream(1, 2, Attribute.ROUTING, "sales", 0).random(3).tolist())}


def test_the_numbers_of_the_attributes_never_change():
    """They are part of every key: a new one goes to the end."""
    assert {attribute.name: attribute.value for attribute in Attribute} == {
        "ARRIVAL": 0,
        "PATIENCE": 1,
        "HANDLE_TIME": 2,
        "WRAP_UP": 3,
        "FIRST_REPLY": 4,
        "ROUTING": 5,
        "VOLUME": 6,
        "SHARED_VOLUME": 7,
        "ABSENCE": 8,
        "AWAY": 9,
        "BOT_CONTAINED": 10,
        "BOT_DURATION": 11,
        "BOT_FIRST_REPLY": 12,
        "RETURNING": 13,
        "PREVIOUS": 14,
        "ACCEPT": 15,
        "OFFER_MISS": 16,
        "PICK_UP": 17,
        "TRANSFER": 18,
        "RETRY": 19,
        "RETRY_DELAY": 20,
        "RESOLVED": 21,
        "REPEAT_DELAY": 22,
        "SILENCE": 23,
        "SILENCE_AT": 24,
        "SILENCE_LENGTH": 25,
        "TURNS": 26,
        "REPLY_WORK": 27,
        "CUSTOMER_GAP": 28,
        "CANNED": 29,
        "REPLY_PATIENCE": 30,
        "SILENT_LEAVING": 31,
        "NOTICED_AFTER": 32,
    }
