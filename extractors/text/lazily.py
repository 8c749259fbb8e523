"""Values that an object works out when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class lazily(Generic[Value]):  # noqa: N801  a decorator, named as it is read
    """Keep what a method returns in place of the method: `functools.cached_property` as it is from Python 3.12 on.

    Up to 3.11 that one takes a lock each time, which costs as much as most of what is worked out here.
    """

    def __init__(self, make: Callable[[Any], Value]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type, /) -> lazily[Value]: ...

    @overload
    def __get__(self, owner: object, kind: type, /) -> Value: ...

    def __get__(self, owner: object | None, kind: type, /) -> lazily[Value] | Value:
        """Return the value, made now: later ones are found with the object and never come here."""
        if owner is None:
            return self
        made = owner.__dict__[self._name] = self._make(owner)
        return made
