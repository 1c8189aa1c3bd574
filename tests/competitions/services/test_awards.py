"""Awards by quota, and the prize from acceptance to received, through the ledger."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.competitions.judged import Judged
from tests.factories import make_person
from tests.ledger.ground import TODAY
from tests.ledger.test_payments import Office
from yucaihui.competitions.models import Award, AwardDefinition, Stage, Track
from yucaihui.competitions.queries.rankings import with_award_parts
from yucaihui.competitions.services import awards, prizes
from yucaihui.competitions.services.decisions import make_provisional
from yucaihui.competitions.services.notices import close_notice
from yucaihui.competitions.services.rankings import compute_ranking
from yucaihui.core.calendar.queries import add_working_days
from yucaihui.directory.errors import Refused
from yucaihui.directory.models import Fact
from yucaihui.ledger import services as ledger
from yucaihui.ledger.models import PaymentOrder
from yucaihui.promises.models import Promise

pytestmark = pytest.mark.django_db


class Awarded(Judged):
    """One first prize of ¥300 and two second ones of ¥100, proposed from a posted ranking."""

    def __init__(self) -> None:
        super().__init__()
        self.first = self.define("First prize", 300_00, order=1)
        self.second = self.define("Second prize", 100_00, order=2, quota=2)
        self.notice = self.posted()
        awards.propose_awards(self.notice.ranking, by=self.office)

    def define(self, name: str, amount: int, **values: Any) -> AwardDefinition:
        return awards.define_award(
            self.track, by=self.office, name_en=name, amount=amount, **values
        )

    def final(self) -> "Awarded":
        on = self.notice.appeals_until + timedelta(days=1)
        close_notice(self.notice, by=self.office, on=on)
        return self

    def award(self, number: int) -> Award:
        return with_award_parts().exclude(case__state="revoked").get(entry=self.entries[number])

    def accepted(self, number: int = 0) -> Award:
        award = self.award(number)
        prizes.accept_award(award, by=self.captain(number), payee=self.entries[number].case.subject)
        return award

    def ordered(self, office: Office) -> Award:
        award = self.accepted()
        prizes.check_documents(award, by=self.office)
        account = {"holder": "林晓", "bank": "渝测银行", "account_number": "6222000011112222"}
        prizes.order_prize(award, office.budget, by=office.maker, **account)
        return award


def given(awarded: Awarded) -> list[tuple[int, str, str]]:
    rows = Award.objects.select_related("case", "definition").order_by("pk")
    place = {entry.pk: n for n, entry in enumerate(awarded.entries)}
    return [(place[one.entry_id], one.definition.name_en, one.case.state) for one in rows]


def test_awards_go_by_rank_and_quota_and_once() -> None:
    awarded = Awarded()
    assert awards.propose_awards(awarded.notice.ranking, by=awarded.office) == []
    assert given(awarded) == [
        (0, "First prize", "proposed"),
        (1, "Second prize", "proposed"),
        (2, "Second prize", "proposed"),
    ]


def test_a_revoked_place_stays_free() -> None:
    awarded = Awarded()
    awards.revoke_award(awarded.award(0), "disqualified", by=awarded.office)
    assert awards.propose_awards(awarded.notice.ranking, by=awarded.office) == []


def test_a_newer_ranking_proposes_anew() -> None:
    awarded = Awarded()
    fresh = awarded.provisional(method="additive")
    awards.propose_awards(fresh, by=awarded.office)
    assert [state for _n, _name, state in given(awarded)] == [*["revoked"] * 3, *["proposed"] * 3]
    assert awarded.award(0).ranking == fresh


def test_several_stages_give_the_overall_award_too() -> None:
    judged = Judged()
    overall = Track.objects.create(
        edition=judged.edition, code="overall", kind="overall", opens_at=judged.track.opens_at,
        registration_closes_at=judged.track.registration_closes_at,
        submission_closes_at=judged.track.submission_closes_at,
        teams_lock_at=judged.track.teams_lock_at, name_en="Overall",
    )  # fmt: skip
    awards.define_award(overall, by=judged.office, name_en="Grand prize", amount=1)
    final = Stage.objects.create(track=judged.track, number=2, name_en="Final", state="closed")
    ranking = compute_ranking([judged.stage, final], by=judged.office, method="mean")
    make_provisional(ranking, by=judged.office)
    (award,) = awards.propose_awards(ranking, by=judged.office)
    assert (award.entry, award.definition.name_en) == (judged.entries[0], "Grand prize")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name_en": ""}, "name_zh"),
        ({"quota": 0}, "quota"),
        ({"amount": -1}, "amount"),
        ({"amount": 10**14}, "amount"),
    ],
)
def test_what_is_wrong_with_an_award_is_named(values: dict[str, Any], field: str) -> None:
    judged = Judged()
    with pytest.raises(Refused) as refusal:
        awards.define_award(judged.track, by=judged.office, **{"name_en": "Prize", **values})
    assert refusal.value.field == field


def test_an_award_that_was_given_is_not_changed() -> None:
    awarded = Awarded()
    with pytest.raises(Refused) as refusal:
        awards.change_award(awarded.first, by=awarded.office, name_en="Gold", amount=1)
    assert refusal.value.field == "award"


def test_the_captain_accepts_and_says_who_is_paid() -> None:
    awarded = Awarded().final()
    award = awarded.accepted()
    promise = Promise.objects.get(source_type="award", source_uid=award.uid)
    assert (award.case.state, award.payee_person) == ("accepted", awarded.entries[0].case.subject)
    assert (promise.kind, promise.due_on) == (
        "prize", add_working_days(timezone.localdate(), 30),
    )  # fmt: skip
    fact = Fact.objects.get(kind="competition_award")
    assert (fact.person, fact.value["award_en"]) == (award.payee_person, "First prize")


def test_others_neither_accept_nor_are_paid() -> None:
    awarded = Awarded().final()
    award, stranger = awarded.award(0), make_person()
    with pytest.raises(PermissionDenied):
        prizes.accept_award(award, by=awarded.captain(1), payee=stranger)
    with pytest.raises(Refused) as refusal:
        prizes.accept_award(award, by=awarded.captain(0), payee=stranger)
    assert (refusal.value.field, award.case.state) == ("payee", "final")


def test_the_prize_is_received_and_its_promise_kept() -> None:
    office = Office()
    award = Awarded().final().ordered(office)
    order = PaymentOrder.objects.get(uid=award.payment_order)
    assert (award.case.state, order.amount) == ("ordered", 300_00)
    ledger.approve_order(order, by=office.checker, on=TODAY)
    batch = ledger.send_orders(office.book, [order], by=office.maker, on=TODAY)
    office.answer(batch, f"{order.uid},成功,B1,,300.00", totals="1,,,300.00")
    award.case.refresh_from_db()
    promise = Promise.objects.get(source_uid=award.uid)
    assert (award.case.state, promise.state) == ("received", "kept")


def test_a_returned_payment_is_ordered_again_and_received() -> None:
    office = Office()
    award = Awarded().final().ordered(office)
    order = PaymentOrder.objects.get(uid=award.payment_order)
    ledger.drop_order(order, by=office.maker, note="Wrong account", on=TODAY)
    award.case.refresh_from_db()
    assert award.case.state == "documents_ok"
    account = {"holder": "林晓", "bank": "渝测银行", "account_number": "6222000011113333"}
    prizes.order_prize(award, office.budget, by=office.maker, **account)
    second = PaymentOrder.objects.get(uid=award.payment_order)
    assert second != order
    ledger.approve_order(second, by=office.checker, on=TODAY)
    batch = ledger.send_orders(office.book, [second], by=office.maker, on=TODAY)
    office.answer(batch, f"{second.uid},成功,B2,,300.00", totals="1,,,300.00")
    award.case.refresh_from_db()
    states = Promise.objects.filter(source_type="award").order_by("pk")
    assert award.case.state == "received"
    assert list(states.values_list("state", flat=True)) == ["broken", "kept"]


def test_revoked_before_it_is_paid_the_promise_is_withdrawn() -> None:
    awarded = Awarded().final()
    award = awarded.accepted()
    awards.revoke_award(award, "documents", by=awarded.office)
    assert (award.case.state, Promise.objects.get(source_uid=award.uid).state) == (
        "revoked", "withdrawn",
    )  # fmt: skip


def test_an_award_without_money_ends_with_its_documents() -> None:
    awarded = Awarded().final()
    award = awarded.award(0)
    award.amount = 0
    award.save()
    award = awarded.accepted()
    prizes.check_documents(award, by=awarded.office)
    assert (award.case.state, Promise.objects.count()) == ("received", 0)


def test_a_declined_award_is_over() -> None:
    awarded = Awarded().final()
    award = awarded.award(0)
    prizes.decline_award(award, by=awarded.captain(0))
    assert award.case.state == "declined"
