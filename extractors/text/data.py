"""Words as data: TOML files beside the code that reads them."""

from __future__ import annotations

from functools import cache
from pkgutil import get_data
from typing import Any

import tomli


def shipped(package: str, name: str) -> bytes:
    """Return a file that lies beside the code of a package, without the 5 ms that importlib.resources loads for."""
    found = get_data(package, name)
    assert found is not None, f"{package} has no {name}"
    return found


@cache
def load_toml(package: str, name: str) -> dict[str, Any]:
    """Return the tables of a TOML file that lies beside the code of a package.

    tomli is the parser of the standard library, compiled: the files are 200 KB, and every start waits for them.
    """
    return tomli.loads(shipped(package, name).decode("utf-8"))
