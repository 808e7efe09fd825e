"""Records as Parquet."""

from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from planner.flow.demand import FloatColumn, IntColumn
from planner.kpi import SingleChats
from planner.report.records.columns import COLUMNS, REPLICATION, RecordColumn
from planner.report.records.instants import milliseconds
from planner.scenario.local_time import LocalTime
from planner.study import Recorded

if TYPE_CHECKING:
    import polars as pl

NEEDS_POLARS = 'writing Parquet needs polars; pip install "planner[data]", or write CSV'
ROWS = 500_000
"""As many are held at once, and are a row group of the file."""
CHUNK = 1 << 20


class NoParquet(Exception):
    """polars is not installed; the text says what to do."""


def check_parquet() -> None:
    """Raise `NoParquet` where Parquet cannot be written."""
    try:
        import polars  # noqa: F401
    except ImportError:
        raise NoParquet(NEEDS_POLARS) from None


def parquet_pieces(told: Recorded, room: Path) -> Iterator[bytes]:
    """Yield the bytes of a file with a row per contact. Raises what reading `told` does.

    A Parquet file cannot be added to, so parts go to a temporary folder in `room` and become one file at the end.
    """
    import polars as pl

    with TemporaryDirectory(prefix=".records-", dir=room) as folder:
        parts = []
        for number, frames in enumerate(_batches(told)):
            parts.append(Path(folder) / f"{number}.parquet")
            pl.concat(frames).write_parquet(parts[-1], compression="zstd", statistics=False)
        whole = Path(folder) / "whole.parquet"
        pl.scan_parquet(parts).sink_parquet(whole, compression="zstd", row_group_size=ROWS)
        with whole.open("rb") as file:
            while piece := file.read(CHUNK):
                yield piece


def _batches(told: Recorded) -> "Iterator[list[pl.DataFrame]]":
    """Yield frames of some replications, so many that they are worth a part; one at least."""
    batch: list[pl.DataFrame] = []
    for replication, chats in enumerate(told.replications, start=1):
        batch.append(_frame(told, replication, chats))
        if sum(len(frame) for frame in batch) >= ROWS:
            yield batch
            batch = []
    if batch:
        yield batch


def _frame(told: Recorded, replication: int, chats: SingleChats) -> "pl.DataFrame":
    import polars as pl

    first = pl.Series(REPLICATION, np.full(len(chats), replication, dtype=np.int64))
    return pl.DataFrame([first, *(_series(column, chats, told) for column in COLUMNS)])


def _series(column: RecordColumn, chats: SingleChats, told: Recorded) -> "pl.Series":
    import polars as pl

    values = column.values(chats)
    match column.look:
        case "instant":
            return _instants(column.name, values, told.time)
        case "seconds":
            return pl.Series(column.name, values, nan_to_null=True)
        case "yes or no":
            return _known(pl.Series(column.name, values.astype(np.int64))).cast(pl.Boolean)
        case "text":
            return _texts(column.name, values, column.words(told))
        case "number":
            return _known(pl.Series(column.name, values))


def _known(numbers: "pl.Series") -> "pl.Series":
    return numbers.set(numbers < 0, None)


def _texts(name: str, places: IntColumn, words: Sequence[str]) -> "pl.Series":
    import polars as pl

    return pl.Series(name, words, dtype=pl.String).gather(_known(pl.Series(places)))


def _instants(name: str, seconds: FloatColumn, time: LocalTime) -> "pl.Series":
    """Return instants to the millisecond, in the scenario's time zone where it has one."""
    import polars as pl

    start = time.at(0.0)
    origin = start if time.zone is None else start.astimezone(UTC).replace(tzinfo=None)
    instants = pl.Series(name, np.datetime64(origin, "ms") + milliseconds(seconds))
    if time.zone is None:
        return instants
    instants = instants.dt.replace_time_zone("UTC")
    try:
        return instants.dt.convert_time_zone(time.zone.key)
    except pl.exceptions.PolarsError:
        return instants  # a zone that polars does not know: the instants are the same
