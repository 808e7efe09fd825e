"""Rows of the columns that are drawn: a column per customer."""

ARRIVAL, CHAT_TYPE, PATIENCE, TICKET = 0, 1, 2, 7
TALK, BOT_REPLY, CONTAINED = 8, 9, 10
"""How long the customer talks to a bot, when it first replies, and whether it solves the matter; 0 without a bot."""
