"""The default encoder: what its vectors hold to, whatever text comes."""

from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yucaihui.engines.matching.encoding import DIMENSIONS, SCALE, default_encoder
from yucaihui.engines.matching.encoding.head import Head, read_arrays
from yucaihui.engines.matching.encoding.interface import Vectors


def encode(*texts: str) -> Vectors:
    return default_encoder().encode(texts)


def product(left: str, right: str) -> int:
    first, second = encode(left, right).astype(np.int64)
    return int(first @ second)


def test_titles_of_the_same_work_are_nearer_than_others_across_languages() -> None:
    assert product("数据工程师", "Data engineer") > product("数据工程师", "Kindergarten teacher")
    assert product("registered nurse", "护士") > product("registered nurse", "会计")
    assert product("Krankenpfleger", "enfermero") > product("Krankenpfleger", "contable")


def test_no_text_gives_no_row() -> None:
    vectors = encode()
    assert (vectors.shape, vectors.dtype) == ((0, DIMENSIONS), np.dtype(np.int8))


@pytest.mark.parametrize("text", ["", "   ", "\0", "🙂🙃", "\ud800", "ሰላም", "\u200b\ufeff"])
def test_a_text_of_which_no_piece_is_known_is_all_zeros(text: str) -> None:
    assert not encode(text).any()


@pytest.mark.parametrize("text", ["nurse 🙂", "nurse\ud800", "nurse\0", "护士\n\n护士", "?"])
def test_strange_characters_beside_words_do_no_harm(text: str) -> None:
    assert encode(text).any()


def test_a_text_of_a_million_letters_is_read_at_its_beginning() -> None:
    long = "software engineer " * 60_000
    assert (encode(long) == encode(long[:1000])).all()


def test_width_case_and_blanks_make_no_difference() -> None:
    same = encode("ＪＡＶＡ开发工程师", "java开发工程师", " Java开发工程师 ")
    assert (same == same[0]).all()


titles = st.lists(
    st.one_of(
        st.sampled_from(["护士", "Data engineer", "C++ 开发", "senior accountant (m/f/d)"]),
        st.text(max_size=30),
    ),
    max_size=12,
)


@settings(max_examples=30, deadline=None)
@given(titles)
def test_a_vector_depends_on_no_other_text_and_is_never_longer_than_the_scale(
    texts: list[str],
) -> None:
    together = encode(*texts)
    alone = [encode(text)[0] for text in texts]
    assert [row.tolist() for row in together] == [row.tolist() for row in alone]
    lengths = (together.astype(np.int64) ** 2).sum(axis=1)
    assert (lengths <= SCALE**2).all()


def test_the_digest_names_the_model_and_the_head() -> None:
    assert len(default_encoder().digest) == 64


def test_other_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="no NumPy archive"):
        read_arrays(b"no archive")


def test_an_archive_that_is_no_head_is_refused_by_what_it_lacks() -> None:
    with pytest.raises(ValueError, match="the head has no array cnn_W"):
        Head({})


def test_the_bits_are_the_same_on_every_machine() -> None:
    titles = "数据工程师|Data engineer|Ingenieur/in (m/w/d)|enfermero/a|инженер|看護師|대리|c++"
    found = sha256(encode(*titles.split("|")).tobytes()).hexdigest()
    # Printed with OpenBLAS's kernels for Haswell and for Nehalem, one and two threads, with and
    # without NumPy's wide instructions. Changes with the head, the spelling, the rounding and the
    # wheel only.
    assert found == "655f326b532461a6d60ade3579b1c03084475a4b730078a8548290de5a3e7744"
