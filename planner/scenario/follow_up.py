"""What may come after a chat, or before an agent gets it: transfers, retries, repeat contacts, silences."""

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from planner.scenario.distribution import ByPlainMean, Distribution
from planner.scenario.fields import SHARE_SCHEMA, Name, Share, Strict

MOST_CONTACTS = 10
"""Contacts of one customer with one matter, and agents whom one chat is handed on to; further ones are left out."""

AN_HOUR = Distribution.model_validate({"distribution": "exponential", "mean": "1h"})


class Transfer(Strict):
    """A chat that an agent hands on to another queue."""

    to: Name
    """The chat type in whose queue the chat goes on, with that type's handle time and patience."""
    probability: Share
    """Share of answered chats."""
    after: Annotated[Share, Field(gt=0)] = 0.5
    """The part of the handle time that is done by then; the rest is left to the other agent's own handle time."""


class Retries(Strict):
    """Missed customers who try again."""

    probability: Share
    """Share of those missed who come back, each time anew."""
    delay: ByPlainMean
    """How long after they were missed."""
    at_most: Annotated[int, Field(strict=True, ge=1, le=MOST_CONTACTS)] = MOST_CONTACTS
    """How often one customer tries again."""


class Resolution(Strict):
    """Whether a matter is settled with the chat."""

    share: Share = 1.0
    """Share of answered chats after which the customer does not come back."""
    again_after: ByPlainMean = AN_HOUR
    """How long after the chat the others come back; a bare duration is the mean of an exponential."""


class Silence(Strict):
    """Customers who stop writing in the course of a chat, and go on later."""

    share: Share
    """Share of chats in which the customer falls silent, once, at any point of the handle time alike."""
    duration: ByPlainMean
    """How long they are silent; the work stands still meanwhile."""


def _resolution(value: object) -> object:
    return value if isinstance(value, dict) else {"share": value}


FirstContactResolution = Annotated[
    Resolution,
    BeforeValidator(_resolution),
    WithJsonSchema({"anyOf": [SHARE_SCHEMA, Resolution.model_json_schema()], "default": 1}),
]
