"""Ctrl-C while a run waits for its next article: heard once and twice, with and without work in hand."""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest

from extractors.corpus.interrupt import Interrupt


def presses(times: int) -> Callable[[], str]:
    """What takes so long that Ctrl-C is pressed meanwhile."""

    def get() -> str:
        for _ in range(times):
            signal.raise_signal(signal.SIGINT)
        return "came"

    return get


@pytest.mark.parametrize("at_work", [True, False])
def test_once_it_stops_waiting_and_says_so_where_work_goes_on(*, at_work: bool) -> None:
    said: list[str] = []
    with Interrupt(lambda: said.append("finishing")) as interrupt:
        assert interrupt.wait_for(presses(0), at_work=at_work) == "came"
        assert interrupt.wait_for(presses(1), at_work=at_work) is None
        assert interrupt.wait_for(presses(0), at_work=at_work) is None
        assert said == ["finishing"] * at_work
        with pytest.raises(KeyboardInterrupt):
            interrupt.check()


def test_twice_it_stops_at_once_however_soon_the_second_comes() -> None:
    with Interrupt(presses(1)) as interrupt, pytest.raises(KeyboardInterrupt):
        interrupt.wait_for(presses(1), at_work=True)


def test_at_work_it_is_said_and_work_goes_on() -> None:
    said: list[str] = []
    with Interrupt(lambda: said.append("finishing")):
        assert presses(1)() == "came"
        assert said == ["finishing"]
        with pytest.raises(KeyboardInterrupt):
            presses(1)()


def test_it_hands_the_signal_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Interrupt():
        assert signal.getsignal(signal.SIGINT) != before
    assert signal.getsignal(signal.SIGINT) == before
