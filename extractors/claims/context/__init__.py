"""Who says so, how surely, where and when: the context of casualties, percentages and counts."""

from extractors.claims.context.assemble import add_context

__all__ = ["add_context"]
