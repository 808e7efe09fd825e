"""A file that a planner names as a table -> its bytes."""

import stat
from pathlib import Path

from planner.scenario.problems import Place
from planner.scenario.tables.frame import refusal
from planner.scenario.tables.limits import MOST_BYTES


def file_bytes(path: Path, source: str) -> bytes:
    """Read a regular file of bounded size. Raises `ScenarioError` for anything else."""
    place = Place(source)
    too_large = f"a table has at most {MOST_BYTES // 1_000_000} MB"
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise refusal(place, "this is a folder", "name a CSV or XLSX file in it")
        if not stat.S_ISREG(status.st_mode):
            raise refusal(place, "this is not a regular file", "name a CSV or XLSX file")
        if status.st_size > MOST_BYTES:
            raise refusal(place, f"the file has {status.st_size:,} bytes", too_large)
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise refusal(place, "there is no such file", "check the name and the folder") from None
    except PermissionError:
        raise refusal(place, "you may not read this file", "ask for read permission") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name is no file name"
        raise refusal(place, f"the file cannot be read ({why})", "check the name and the folder") from None
    if len(raw) > MOST_BYTES:
        raise refusal(place, "the file grows while it is read", too_large)
    if not raw:
        raise refusal(place, "the file is empty", "write a header row and rows below it")
    return raw
