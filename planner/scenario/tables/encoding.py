"""The bytes of a CSV file -> text."""

import codecs

from planner.scenario.tables.frame import Frame, refusal

AS_CP1252 = "read as Windows-1252 (it is not UTF-8)"


def decoded(raw: bytes, frame: Frame) -> tuple[str, list[str]]:
    """Read UTF-8, UTF-16 that begins with its mark, or else Windows-1252, and notes about it.

    Raises `ScenarioError` for what is none of these and for NUL characters.
    """
    notes: list[str] = []
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _text(raw, "utf-16", frame)
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = _text(raw, "cp1252", frame)
            notes = [AS_CP1252]
    nul = text.find("\0")
    if nul >= 0:
        fix = "save the table as CSV in UTF-8, without binary data"
        raise refusal(frame.row(text.count("\n", 0, nul) + 1), "a NUL character stands here", fix)
    return text, notes


def _text(raw: bytes, encoding: str, frame: Frame) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise refusal(frame.row(line), "what stands here is no text", "save the file as UTF-8") from None
