"""What is worked out when it is first asked for."""

from __future__ import annotations

from extractors.text.lazily import lazily


class Counted:
    def __init__(self) -> None:
        self.times = 0

    @lazily
    def value(self) -> int:
        """Say how often this was worked out."""
        self.times += 1
        return self.times


def test_it_is_made_when_asked_for_and_once() -> None:
    one, other = Counted(), Counted()
    assert one.times == 0
    assert (one.value, one.value, one.times) == (1, 1, 1)
    assert other.times == 0


def test_of_the_class_it_is_what_is_documented() -> None:
    assert isinstance(Counted.value, lazily)
    assert Counted.value.__doc__ == "Say how often this was worked out."
