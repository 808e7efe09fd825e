"""Lets the tests of this folder share how Excel shows numbers: `from shown_number import shown`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
