"""Lets the tests of this folder share how they run commands, and with others how Excel shows numbers."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "unit" / "report")]
