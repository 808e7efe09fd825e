"""Lets the tests of this folder share a small scenario: `from small_scenario import small`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
