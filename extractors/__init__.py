"""Khabar reads Arabic news: who, where, which organizations, and every number that is claimed.

from extractors import Extractor
record = Extractor().extract(text, reference_date="2018-06-05")
print(record.to_json())
"""

from extractors.errors import InputError, KhabarError, ModelError, ModelUnavailable, UsageError
from extractors.loading import from_dict, from_json
from extractors.pipeline import Extractor, extract
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
    "extract",
    "from_dict",
    "from_json",
    "to_dict",
]
