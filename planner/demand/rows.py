"""Rows of the columns that are drawn: a column per customer."""

ARRIVAL, CHAT_TYPE, PATIENCE, TICKET = 0, 1, 2, 7
SERIAL = 8
"""The number of the customer: chat type by chat type, day by day, in order of arrival."""
TALK, BOT_REPLY, CONTAINED = 9, 10, 11
"""How long the customer talks to a bot, when it first replies, and whether it solves the matter; 0 without a bot."""
