"""The pages of results in use: by the office, by a team, by everybody."""

import json
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.competitions.judged import Judged
from tests.competitions.services.test_awards import Awarded
from tests.factories import make_user
from tests.ledger.test_payments import Office
from tests.queries import queries_of
from yucaihui.competitions.models import Appeal, Award, PublicNotice, Ranking
from yucaihui.competitions.services.decisions import carry_out
from yucaihui.core.jobs.services import run_waiting
from yucaihui.ledger.models import PaymentOrder

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The office has set theirs up."""
    monkeypatch.setattr("allauth.mfa.utils.is_mfa_enabled", lambda _user: True)


def client_of(user: Any) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(user, backend=BACKEND)
    return client


def at(name: str, *args: Any) -> str:
    return reverse(f"competitions:{name}", args=args)


def public_page(client: Client | None = None) -> str:
    return (client or Client()).get(at("results", "xingyu", 2026)).content.decode()


def test_the_office_computes_decides_posts_and_closes() -> None:
    judged = Judged()
    judged.second_stage()
    office = client_of(judged.office)
    page = at("rankings", judged.edition.uid)
    asked = office.post(page, {"stages": [judged.stage.uid], "method": "additive"})
    run_waiting()
    ranking = Ranking.objects.get()
    assert office.get(asked["Location"])["Location"] == at("ranking", ranking.uid)
    assert office.get(asked["Location"], headers={"HX-Request": "true"})["HX-Redirect"] == at(
        "ranking", ranking.uid
    )
    office.post(at("act_on_ranking", ranking.uid, "provisional"))
    row = at("decide_row", ranking.uid, judged.entries[2].uid)
    assert office.post(row, {"decision": "wild_card"}).status_code == 302
    office.post(at("act_on_ranking", ranking.uid, "post"), {"days": 5})
    office.post(at("carry_out", ranking.uid))
    run_waiting()
    told = office.post(at("act_on_ranking", ranking.uid, "close"), follow=True)
    ranking.refresh_from_db()
    notice = PublicNotice.objects.get()
    assert [judged.state_of(n) for n in range(4)] == [*["admitted"] * 3, "not_advanced"]
    assert (ranking.state, notice.closed_at) == ("provisional", None)
    assert "The notice stands until" in told.content.decode()


def test_the_ranking_page_says_why_an_entry_moved() -> None:
    # The first judge is far harsher than the others and judged the first entries only.
    first = [[60 - n, 97 - n, 96 - n] for n in range(3)]
    judged = Judged([*first, *([50, 92 - n, 91 - n] for n in range(6))])
    for entry in judged.entries[3:]:
        judged.stage.assignments.filter(entry=entry, judge=judged.judges[0]).delete()
    ranking = judged.ranked(method="additive")
    text = client_of(judged.office).get(at("ranking", ranking.uid)).content.decode()
    moved = ranking.rows.filter(reasons__has_key="move").count()
    assert (moved > 0, text.count("Why it moved")) == (True, moved)
    assert f"{judged.judges[0].code} {judged.judges[0].person.name} gives fewer points" in text


def test_recomputing_says_what_was_tampered_with() -> None:
    judged = Judged()
    ranking, office = judged.ranked(), client_of(judged.office)
    act = at("act_on_ranking", ranking.uid, "recompute")
    assert "the same, to the last digit" in office.post(act, follow=True).content.decode()
    ranking.rows.filter(rank=4).update(score=99.0)
    assert "Changed since: the rows." in office.post(act, follow=True).content.decode()


def test_a_ranking_is_exported_with_all_that_it_takes() -> None:
    judged = Judged()
    ranking, office = judged.ranked(), client_of(judged.office)
    table = office.get(at("export_ranking", ranking.uid, "csv")).content.decode()
    document = json.loads(office.get(at("export_ranking", ranking.uid, "json")).content)
    assert len(table.strip().splitlines()) == 5
    assert (document["inputs"], document["digest"]) == (ranking.inputs, ranking.digest)


def test_everybody_reads_who_goes_on_and_nobody_else() -> None:
    judged = Judged()
    judged.second_stage()
    before = public_page()
    ranking = judged.provisional()
    hidden = public_page()
    client_of(judged.office).post(at("act_on_ranking", ranking.uid, "post"), {"days": 5})
    after = public_page()
    codes = [entry.code for entry in judged.entries]
    assert [code in text for text in (before, hidden) for code in codes] == [False] * 8
    assert [code in after for code in codes] == [True, True, False, False]
    scores = {f"{row.score:.2f}" for row in ranking.rows.all()}
    assert [score for score in scores if score in after] == []
    assert [one.code for one in judged.judges if one.code in after] == []


def test_the_order_of_those_who_go_on_says_nothing_of_the_rank() -> None:
    judged = Judged(((60, 61), (90, 91), (70, 72)))
    judged.posted()
    text = public_page()
    shown = sorted((judged.entries[n].code for n in (1, 2)), key=text.index)
    assert shown == sorted(shown)


def test_final_awards_are_public_with_what_was_paid() -> None:
    awarded = Awarded()
    proposed = public_page()
    awarded.final()
    final = public_page()
    code = awarded.entries[0].code
    assert ("These are to be awarded:" in proposed, "¥300.00" in proposed) == (True, False)
    assert (code in final, "¥300.00" in final, "To be paid" in final) == (True, True, True)


def test_a_team_reads_its_result_and_comments_and_appeals() -> None:
    judged = Judged()
    judged.stage.entrants_see_comments = True
    judged.stage.save()
    judged.second_stage()
    notice = judged.posted()
    entry, team = judged.entries[3], client_of(judged.captain(3))
    early = team.get(at("my_results", entry.uid)).content.decode()
    carry_out(notice.ranking, by=judged.office)
    late = team.get(at("my_results", entry.uid)).content.decode()
    assert ("扎实" in early, late.count("扎实")) == (False, 3)
    assert [one.code for one in judged.judges if one.code in late] == []
    team.post(at("file_appeal", entry.uid), {"ground": "procedure", "statement": "Late start."})
    appeal = Appeal.objects.get()
    page = at("appeal", appeal.uid)
    own = client_of(judged.office).get(page).content.decode()
    colleague = client_of(judged.colleague)
    assert ("a colleague decides about it" in own, "Admissible: review it" in own) == (True, False)
    assert "Admissible: review it" in colleague.get(page).content.decode()
    step = at("move_appeal", appeal.uid, "dismiss")
    assert colleague.post(step, {"note": ""}).status_code == 422
    colleague.post(step, {"reason": "judgement", "note": "Scores are the judges'."})
    appeal.case.refresh_from_db()
    told = team.get(page).content.decode()
    assert (appeal.case.state, "Scores are the judges&#x27;." in told) == ("inadmissible", True)
    assert client_of(judged.captain(0)).get(page).status_code == 404


def test_comments_stay_hidden_unless_the_stage_shows_them() -> None:
    judged = Judged()
    carry_out(judged.provisional(), by=judged.office)
    entry, team = judged.entries[3], client_of(judged.captain(3))
    text = team.get(at("my_results", entry.uid)).content.decode()
    assert ("Does not advance" in text, "扎实" in text) == (True, False)


def test_a_prize_goes_from_the_captain_to_the_ledger() -> None:
    ledger, awarded = Office(), Awarded().final()
    award = awarded.award(0)
    team, office = client_of(awarded.captain(0)), client_of(awarded.office)
    person = awarded.entries[0].case.subject
    assert person is not None
    team.post(at("accept_award", award.uid), {"payee": person.uid})
    office.post(at("check_documents", award.uid))
    account = {"holder": "林晓", "bank": "渝测银行", "account_number": "6222000011112222"}
    office.post(at("order_prize", award.uid), {"budget": ledger.budget.uid, **account})
    award = awarded.award(0)
    order = PaymentOrder.objects.get()
    assert (award.case.state, award.payment_order, order.holder) == ("ordered", order.uid, "林晓")
    assert (
        reverse("ledger:order", args=[order.uid])
        in office.get(at("award", award.uid)).content.decode()
    )
    assert order.uid not in team.get(at("award", award.uid)).content.decode()


def test_an_officer_defines_revokes_and_lands() -> None:
    awarded = Awarded().final()
    office = client_of(awarded.office)
    new = {"name_en": "Third prize", "order": 3, "quota": 4, "amount": "10.50", "pay_within": 20}
    office.post(at("new_award", awarded.track.uid), new)
    third = awarded.track.awards.get(name_en="Third prize")
    assert (third.amount, third.quota) == (1050, 4)
    page = at("edit_award", awarded.first.uid)
    assert office.post(page, {**new, "name_en": "Gold"}).status_code == 422
    awarded.first.refresh_from_db()
    assert awarded.first.name_en == "First prize"
    office.post(at("open_landing", awarded.award(0).uid), {"owner": awarded.colleague.uid})
    landing = awarded.entries[0].landing
    step = at("move_landing", landing.uid, "match")
    assert office.post(step, {"note": ""}).status_code == 422
    office.post(step, {"district": "两江新区", "note": ""})
    office.post(at("add_milestone", landing.uid), {"title_en": "Office", "due_on": "2026-12-31"})
    office.post(at("reach_milestone", landing.milestones.get().uid))
    text = client_of(awarded.captain(0)).get(at("landing", landing.uid)).content.decode()
    assert ("两江新区" in text, "Kept" in text, landing.case.subject) == (
        True, True, awarded.entries[0].case.subject,
    )  # fmt: skip
    office.post(at("revoke_award", awarded.award(2).uid), {"reason": "documents", "note": ""})
    assert Award.objects.filter(case__state="revoked").count() == 1


@pytest.mark.parametrize("name", ["rankings", "awards"])
def test_nobody_but_the_office_finds_a_ranking(name: str) -> None:
    judged = Judged()
    for user in (judged.captain(0), judged.judges[0].person.user, make_user("employer")):
        assert client_of(user).get(at(name, judged.edition.uid)).status_code == 403


def queries_at(number: int) -> dict[str, int]:
    """How many queries each page costs with so many rows."""
    judged = Judged([(90 - n,) for n in range(number)])
    judged.stage.advance = number
    judged.stage.save()
    notice = judged.posted()
    office, visitor = client_of(judged.office), Client()
    pages = {
        "rankings": (office, at("rankings", judged.edition.uid)),
        "ranking": (office, at("ranking", notice.ranking.uid)),
        "results": (visitor, at("results", "xingyu", 2026)),
    }
    return {name: queries_of(partial(one.get, page)) for name, (one, page) in pages.items()}


# What was counted with one row; a list that grows with its rows costs more with 3 and 50.
QUERIES = {"rankings": 11, "ranking": 13, "results": 9}


@pytest.mark.parametrize("number", [1, 3, 50])
def test_pages_cost_the_same_for_any_number_of_rows(number: int) -> None:
    assert queries_at(number) == QUERIES
