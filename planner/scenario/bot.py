"""A bot in front of a chat type's queue."""

from pydantic import field_validator

from planner.scenario.distribution import NO_TIME, ByPlainMean, ByValue
from planner.scenario.fields import Share, Strict, wrong


class Bot(Strict):
    """Every customer of the chat type talks to the bot first; those it does not contain are handed over to the queue.

    So `arrivals` are the customers who start with the bot.
    """

    contains: Share
    """Share of its chats that the bot solves, so that they never come to the queue."""
    duration: ByPlainMean
    """How long the bot talks to a customer, whatever comes of it; a bare duration is the mean of an exponential."""
    first_reply: ByValue = NO_TIME
    """From the customer's start to the bot's first message; a bare duration is a constant."""

    @field_validator("contains")
    @classmethod
    def _some_handed_over(cls, contains: float) -> float:
        if contains == 1:
            raise wrong(
                "a bot that contains every chat hands none over",
                "give less than 100%, or leave the chat type out",
            )
        return contains
