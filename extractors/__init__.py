"""Khabar reads Arabic news: who, where, which organizations, and every number that is claimed.

from extractors import Extractor
record = Extractor().extract(text, reference_date="2018-06-05")
print(record.to_json())
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from extractors.errors import InputError, KhabarError, ModelError, ModelUnavailable, UsageError
from extractors.records import (
    Casualty,
    Claim,
    Count,
    Date,
    Duration,
    Engine,
    Entity,
    Extracted,
    Measure,
    Mention,
    Money,
    Ordinal,
    Percentage,
    Phrase,
    Record,
    RelativeDate,
    Span,
    to_dict,
)
from extractors.version import __version__

if TYPE_CHECKING:
    from extractors.loading import from_dict, from_json
    from extractors.pipeline import Extractor, extract

__all__ = [
    "Casualty",
    "Claim",
    "Count",
    "Date",
    "Duration",
    "Engine",
    "Entity",
    "Extracted",
    "Extractor",
    "InputError",
    "KhabarError",
    "Measure",
    "Mention",
    "ModelError",
    "ModelUnavailable",
    "Money",
    "Ordinal",
    "Percentage",
    "Phrase",
    "Record",
    "RelativeDate",
    "Span",
    "UsageError",
    "__version__",
    "extract",
    "from_dict",
    "from_json",
    "to_dict",
]

_LATER: Final = {"Extractor": "pipeline", "extract": "pipeline", "from_dict": "loading", "from_json": "loading"}
"""What is imported when it is first asked for: the rules take longer to load than a command's help to print."""


def __getattr__(name: str) -> Any:  # noqa: ANN401  whatever the module holds
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
