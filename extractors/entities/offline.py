"""Nothing is fetched for a model: what is not on this machine is an error, and not a question to a hub.

A model file may name an encoder by its repository, and the libraries that load it would ask a hub for that, whatever
Stanza tells them. Only `--model stanza` may use the network.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from extractors.errors import ModelError

_SWITCHES: Final = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
_NOT_HERE: Final = "names an encoder that is not on this machine, and nothing is fetched for it"
_ADVICE: Final = "give the folder that it came in, or fetch the encoder first"


@contextmanager
def offline() -> Iterator[None]:
    """Keep the libraries that load models off the network until the block ends.

    Raises:
        ModelError: as raised in the block; in clearer words where something would have had to be fetched.
    """
    from huggingface_hub import constants  # noqa: PLC0415  the help needs no libraries

    before = {name: os.environ.get(name) for name in _SWITCHES}
    was_offline = constants.HF_HUB_OFFLINE
    os.environ.update(dict.fromkeys(_SWITCHES, "1"))
    constants.HF_HUB_OFFLINE = True  # the variables are only looked at when the library is imported
    try:
        yield
    except ModelError as error:
        cause = error.__cause__
        if isinstance(cause, OSError) and cause.errno is None:  # how transformers reports what a hub would have
            raise ModelError(f"{str(error).partition(': ')[0]}: {_NOT_HERE}; {_ADVICE}") from cause
        raise
    finally:
        constants.HF_HUB_OFFLINE = was_offline
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
