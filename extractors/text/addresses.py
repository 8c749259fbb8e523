"""Addresses of pages and letter-boxes and names of accounts: no figure is claimed in one, no sentence ends in one."""

from __future__ import annotations

from typing import Final

import regex

_INSIDE: Final = r"""(?: [^\s<>"'«»،؛؟()\[\].,:;!?] | [.,:;!?] (?= [A-Za-z0-9%/_&=\#~-] ) )"""  # no mark that ends it
_ESCAPE: Final = "%[0-9A-Fa-f]{2}"
_LABEL: Final = "[A-Za-z0-9-]{1,63}+"
ADDRESS: Final = rf"""(?:
      (?: (?: https?: | ftp: ) // | www\. ) {_INSIDE}++
    | [A-Za-z0-9] [A-Za-z0-9._+-]{{0,63}}+ @ {_LABEL} (?: \. {_LABEL} ){{1,8}}+
    | @ [A-Za-z0-9_]++
    | {_LABEL} (?: \. {_LABEL} ){{1,8}}+ (?<= \. [A-Za-z]{{2,12}} ) / {_INSIDE}*+
    | (?: {_ESCAPE} ){{2,}}+ {_INSIDE}*+
)"""
"""A pattern of the regex module, for its verbose mode."""
_MARKS: Final = regex.compile(rf"//|www\.|@|[A-Za-z]/|{_ESCAPE}{_ESCAPE}")


def has_address(text: str) -> bool:
    """Return whether a text may hold an address; most hold none, and are spared the search."""
    return _MARKS.search(text) is not None
