"""Blocks are worked out by threads of ours; BLAS has its own number of threads back afterwards."""

from threading import get_ident

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from yucaihui.engines.matching.encoding import default_encoder
from yucaihui.engines.matching.encoding.threads import in_threads, one_thread


def blas_threads() -> set[int]:
    return {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"}


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_results_come_in_order_and_blas_is_left_as_it_was(threads: int) -> None:
    with threadpool_limits(threads, "blas"):
        found = in_threads(lambda part: (part * 2, blas_threads()), range(9))
        assert (found, blas_threads()) == ([(2 * n, {1}) for n in range(9)], {threads})


def test_where_blas_has_one_thread_there_is_no_other() -> None:
    with threadpool_limits(1, "blas"):
        assert in_threads(lambda _: get_ident(), range(3)) == [get_ident()] * 3


def test_what_fails_in_a_thread_fails_here() -> None:
    with threadpool_limits(2, "blas"), pytest.raises(ZeroDivisionError):
        in_threads(lambda part: 1 // part, [1, 0])


def test_many_titles_have_the_same_bits_by_any_number_of_threads() -> None:
    titles = [f"{kind} {number}" for kind in ("engineer", "护士") for number in range(600)]
    found = []
    for threads in (1, 2):
        with threadpool_limits(threads, "blas"):
            found.append(default_encoder().encode(titles).tobytes())
    assert found[0] == found[1]


def test_a_process_is_kept_to_one_thread() -> None:
    with threadpool_limits(2, "blas"):
        one_thread()
        assert blas_threads() == {1}
