"""Lets the tests of all layers import the builder of drafts beside this file."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
