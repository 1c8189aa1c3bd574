"""A call in a process of its own: its result, its errors, and what its limits do."""

import os
import time

import pytest

from yucaihui.engines.text.isolate import Exceeded, call_isolated


def test_the_result_comes_back() -> None:
    assert call_isolated(sorted, 20, 512, [3, 1, 2], reverse=True) == [3, 2, 1]


def test_what_the_function_raises_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        call_isolated(divmod, 20, 512, 1, 0)


@pytest.mark.parametrize(
    ("function", "argument", "code"),
    [
        (time.sleep, 60, "timed_out"),
        (bytes, 2**31, "out_of_memory"),
        (os._exit, 3, "broken"),
        (os.abort, None, "out_of_memory"),
    ],
)
def test_what_goes_beyond_a_limit_is_told(
    function: object, argument: int | None, code: str
) -> None:
    arguments = () if argument is None else (argument,)
    with pytest.raises(Exceeded) as exceeded:
        call_isolated(function, 1, 512, *arguments)  # type: ignore[arg-type]
    assert exceeded.value.code == code
