"""Simulates a chat centre and plans its staffing."""

__version__ = "0.1.0"
