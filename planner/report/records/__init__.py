"""Every chat of every replication as a row: CSV or Parquet, and what the columns mean."""

from planner.report.records.columns import COLUMNS
from planner.report.records.parquet import NoParquet, check_parquet, parquet_pieces
from planner.report.records.separated import csv_pieces

__all__ = ["COLUMNS", "NoParquet", "check_parquet", "csv_pieces", "parquet_pieces"]
