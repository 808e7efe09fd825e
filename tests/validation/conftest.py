"""Lets the tests of this folder import their theory: `from theory.agreement import expect`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
