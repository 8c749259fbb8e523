"""Words as data: TOML files beside the code that reads them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import tomli


@cache
def load_toml(package: str, name: str) -> dict[str, Any]:
    """Return the tables of a TOML file that lies beside the code of a package.

    tomli is the parser of the standard library, compiled: the files are 200 KB, and every start waits for them.
    """
    return tomli.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
