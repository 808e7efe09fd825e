"""How large a table may be."""

MOST_BYTES = 100_000_000
"""Of a file."""
MOST_ROWS = 2_000_000
MOST_COLUMNS = 200
MOST_CHARACTERS = 10_000
"""Of a cell."""
HEADER_WITHIN = 20
"""The header is looked for in so many rows: titles above it are common."""
