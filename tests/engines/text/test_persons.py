"""Do two records describe one person?"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.text.persons import THRESHOLD, WEIGHTS, Stay, Traits, resemblance

NAMES = st.sampled_from(["", "林晓", "王伟"])
KEYS = st.frozensets(st.sampled_from("abc"), max_size=2)
STAYS = st.frozensets(
    st.builds(Stay, st.sampled_from("xyz"), st.sampled_from(["", "2019-09", "2020"])), max_size=2
)
DOCUMENTS = st.frozensets(
    st.tuples(st.sampled_from(["id_card", "passport"]), st.sampled_from("12")), max_size=2
)
TRAITS = st.builds(Traits, NAMES, NAMES, KEYS, KEYS, DOCUMENTS, STAYS, STAYS)
LIN = Traits(name_zh="林晓", emails=frozenset({"a"}), phones=frozenset({"1"}))


@given(TRAITS, TRAITS)
def test_resemblance_is_symmetric_and_between_0_and_1(a: Traits, b: Traits) -> None:
    assert resemblance(a, b) == resemblance(b, a)
    assert 0 <= resemblance(a, b).score <= 1


@given(TRAITS, TRAITS)
def test_one_more_shared_contact_never_lowers_the_score(a: Traits, b: Traits) -> None:
    more = [replace(one, emails=one.emails | {"shared"}) for one in (a, b)]
    assert resemblance(*more).score >= resemblance(a, b).score


@given(TRAITS)
def test_a_record_with_a_name_and_an_address_is_itself(a: Traits) -> None:
    one = replace(a, name_zh="林晓", emails=frozenset({"a"}), documents=frozenset())
    assert resemblance(one, one).score >= THRESHOLD


@pytest.mark.parametrize(
    ("other", "reasons", "suspected"),
    [
        (replace(LIN, phones=frozenset()), ("email", "name"), True),
        (replace(LIN, emails=frozenset()), ("phone", "name"), True),
        (Traits(name_zh="林晓"), ("name",), False),
        (replace(LIN, name_zh="林峰", emails=frozenset()), ("phone", "other_name"), False),
        (replace(LIN, name_zh="", name_en="Xiao Lin"), ("email", "phone"), True),
    ],
)
def test_what_makes_a_suspicion(other: Traits, reasons: tuple[str, ...], suspected: bool) -> None:
    found = resemblance(LIN, other)
    assert (found.reasons, found.score >= THRESHOLD) == (reasons, suspected)


def test_two_id_cards_are_two_people() -> None:
    a = replace(LIN, documents=frozenset({("id_card", "1")}))
    b = replace(LIN, documents=frozenset({("id_card", "2")}))
    assert resemblance(a, b).score == 0
    assert resemblance(a, replace(b, documents=a.documents)).score > WEIGHTS["id_document"]
