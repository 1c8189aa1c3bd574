"""Two officers at once: one act is done, the other is told."""

import pytest

from tests.competitions.judged import Judged
from tests.competitions.services.test_appeals import Appealed
from tests.competitions.services.test_awards import Awarded
from tests.ledger.test_payments import Office
from tests.together import together
from yucaihui.casework.queries import Case, verify_chain
from yucaihui.competitions.models import Appeal, Award, PublicNotice, Ranking
from yucaihui.competitions.queries.rankings import with_award_parts
from yucaihui.competitions.services import appeals, awards, decisions, notices, prizes
from yucaihui.ledger.models import PaymentOrder

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(results: list[object]) -> list[str]:
    return sorted(type(one).__name__ for one in results)


def test_a_ranking_is_posted_once() -> None:
    judged = Judged()
    ranking = judged.provisional()
    results = together(
        *[
            lambda by=by: notices.post_notice(ranking, by=by)
            for by in (judged.office, judged.colleague)
        ]
    )
    assert (kinds(results), PublicNotice.objects.count()) == (["PublicNotice", "Refused"], 1)


def test_of_two_rankings_one_counts() -> None:
    judged = Judged()
    both = [judged.ranked(), judged.ranked(method="additive")]
    together(
        *[
            lambda one=one: decisions.make_provisional(
                Ranking.objects.get(pk=one.pk), by=judged.office
            )
            for one in both
        ]
    )
    states = sorted(Ranking.objects.values_list("state", flat=True))
    assert states == ["provisional", "superseded"]


def test_decisions_carried_out_at_once_move_each_entry_once() -> None:
    judged = Judged()
    judged.second_stage()
    ranking = judged.provisional()
    moved = together(
        *[
            lambda: decisions.carry_out(Ranking.objects.get(pk=ranking.pk), by=judged.office)
        ] * 2
    )  # fmt: skip
    chains = [verify_chain(Case.objects.get(pk=one.pk)).whole for one in judged.entries]
    assert (sum(moved), chains) == (4, [True] * 4)


def test_awards_proposed_at_once_are_given_once() -> None:
    judged = Judged()
    awards.define_award(judged.track, by=judged.office, name_en="Prize", quota=2)
    ranking = judged.provisional()
    together(
        *[
            lambda: awards.propose_awards(Ranking.objects.get(pk=ranking.pk), by=judged.office)
        ] * 2
    )  # fmt: skip
    assert Award.objects.count() == 2


def test_an_appeal_filed_twice_at_once_is_one() -> None:
    judged = Judged()
    judged.posted()
    entry = judged.entries[3]
    results = together(
        *[
            lambda: appeals.file_appeal(entry, "procedure", "…", by=judged.captain(3))
        ] * 2
    )  # fmt: skip
    assert (kinds(results), Appeal.objects.count()) == (["Appeal", "Refused"], 1)


def test_an_appeal_is_decided_once() -> None:
    appealed = Appealed()
    appealed.decide("admit")
    seen = appealed.appeal.case.version
    results = together(
        *[
            lambda reason=reason: appeals.move_appeal(
                Appeal.objects.select_related("case", "entry__case", "notice__ranking").get(),
                "uphold", by=appealed.colleague, reason=reason, version=seen,
            )
            for reason in ("rerank", "rescore")
        ]
    )  # fmt: skip
    assert kinds(results) == ["NoneType", "StaleCase"]


def test_a_prize_is_ordered_once() -> None:
    ledger, awarded = Office(), Awarded().final()
    award = awarded.accepted()
    prizes.check_documents(award, by=awarded.office)
    account = {"holder": "林晓", "bank": "渝测银行", "account_number": "6222000011112222"}
    results = together(
        *[
            lambda by=by: prizes.order_prize(
                with_award_parts().get(pk=award.pk), ledger.budget, by=by, **account
            )
            for by in (awarded.office, awarded.colleague)
        ]
    )
    # The later one sees the case moved on, before or after it has the lock.
    ordered, refused = sorted(kinds(results), key="NoneType".__ne__)
    assert (ordered, PaymentOrder.objects.count()) == ("NoneType", 1)
    assert refused in {"StaleCase", "MoveNotOpen"}
