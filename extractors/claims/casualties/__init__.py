"""Casualties: people killed, injured, missing, abducted, detained, displaced or infected, and how many."""

from extractors.claims.casualties.assemble import RULES

__all__ = ["RULES"]
