"""Lets the tests of this folder share how they run commands: `from running import planner`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
