"""The commands. Each file parses one command's options, calls the packages below, and prints."""

from planner.cli.app import main

__all__ = ["main"]
