"""Claims: what the article says in numbers, one file a kind, and the context around each number."""

from extractors.claims.engine import Found, find_all, judged, link
from extractors.claims.explanation import Explanation, explain
from extractors.claims.rules import RULES

__all__ = ["RULES", "Explanation", "Found", "explain", "find_all", "judged", "link"]
