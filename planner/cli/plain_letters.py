"""What stands for signs that a terminal cannot show: a minus must not become a question mark."""

import codecs

PLAIN = "planner.plain"
"""The name of the error handler for streams."""
STANDS_FOR = {
    **{"±": "+-", "−": "-", "–": "-", "─": "-", "→": "->", "↓": "v", "…": "...", "·": "|", "×": "x"},
    **{"✗": "x", "✓": "ok", "≥": ">=", "≤": "<=", "\u00a0": " "},
    **dict(zip("▁▂▃▄▅▆▇", "_.:-=+*", strict=True)),
    **dict.fromkeys("▍▌▋▊▉█", "#"),
    **dict.fromkeys("▏▎", " "),
}


def _plainer(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(STANDS_FOR.get(sign, "?") for sign in signs), error.end


codecs.register_error(PLAIN, _plainer)
