"""Random streams: every attribute of every chat type and day has its own, so that a change moves no other."""

import hashlib
import unicodedata
from enum import IntEnum

import numpy as np


class Attribute(IntEnum):
    """What is drawn. The numbers are part of the results: never renumber."""

    ARRIVAL = 0
    PATIENCE = 1
    HANDLE_TIME = 2
    WRAP_UP = 3
    FIRST_REPLY = 4
    ROUTING = 5
    VOLUME = 6
    """Of a chat type on a day."""
    SHARED_VOLUME = 7
    """Of all chat types on a day."""
    ABSENCE = 8
    AWAY = 9
    BOT_CONTAINED = 10
    BOT_DURATION = 11
    BOT_FIRST_REPLY = 12
    RETURNING = 13
    PREVIOUS = 14
    """Whom a returning customer knows."""
    ACCEPT = 15
    OFFER_MISS = 16
    PICK_UP = 17
    TRANSFER = 18
    RETRY = 19
    RETRY_DELAY = 20
    RESOLVED = 21
    REPEAT_DELAY = 22
    SILENCE = 23
    SILENCE_AT = 24
    SILENCE_LENGTH = 25
    TURNS = 26
    REPLY_WORK = 27
    CUSTOMER_GAP = 28
    CANNED = 29
    REPLY_PATIENCE = 30
    SILENT_LEAVING = 31
    NOTICED_AFTER = 32


def stream(seed: int, replication: int, attribute: Attribute, name: str, day: int) -> np.random.Generator:
    """Return the stream of one attribute of one chat type, group or agent on one day.

    The name enters by a hash of fixed width: Python's own differs from run to run, and words of
    varying number would let two keys run into each other.
    """
    digest = hashlib.blake2b(unicodedata.normalize("NFC", name).encode(), digest_size=8).digest()
    words = (int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little"))
    return np.random.default_rng(
        np.random.SeedSequence(seed, spawn_key=(replication, attribute, *words, day))
    )
