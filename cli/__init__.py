"""The command line: `extract`."""

import gc
from typing import Final

NEW_OBJECTS: Final = 100_000
"""Objects made before garbage is looked for: a start makes as many, and records leave few behind in circles."""

gc.set_threshold(NEW_OBJECTS)  # before anything is loaded
