"""Numbers for what happens to a chat more often than they were drawn for it."""

STRIDE = 7919


def lender(number: int, round_of_draws: int, chats: int) -> int:
    """Return the chat whose draws serve: at first its own, then those of chats so many rows further on."""
    return (number + round_of_draws * STRIDE) % chats
