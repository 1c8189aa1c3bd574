"""The office's decisions on entries: by whom, on what ground, and what each leaves."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from tests.competitions.ground import NOW, make_office, make_track
from tests.competitions.team import begun, captain_of, days, open_track, saved, submitted
from tests.factories import make_employer, make_talent, make_user
from yucaihui.casework.services import MoveNotOpen, ReasonNeeded, StaleCase
from yucaihui.competitions.models import EligibilityResult, Entry
from yucaihui.competitions.queries.eligibility import entries_by_eligibility, results_of
from yucaihui.competitions.services import calls, eligibility, entries, screening, versions
from yucaihui.core.mail.models import Letter
from yucaihui.directory.errors import Refused

pytestmark = pytest.mark.django_db


def failing() -> Entry:
    """A submitted entry whose firm is too old."""
    return submitted(founded_on="2001-01-01")


def letters_to(entry: Entry) -> list[str]:
    rows = Letter.objects.filter(reader=captain_of(entry)).order_by("pk")
    return list(rows.values_list("subject", flat=True))


def test_an_admitted_entry_stands_at_the_first_stage() -> None:
    entry = submitted()
    admitted = screening.admit(entry, by=make_office())
    assert (admitted.case.state, admitted.stage) == ("admitted", entry.track.stages.get())
    assert letters_to(entry)[-1] == "NEV-0001: admitted"


def test_only_the_office_decides() -> None:
    entry = submitted()
    acts: list[Any] = [
        lambda by: screening.admit(entry, by=by),
        lambda by: screening.ask(entry, by=by, note="More", until=NOW + days(9000)),
        lambda by: screening.refuse(entry, by=by, reason="rule"),
        lambda by: screening.disqualify(entry, by=by, reason="untrue"),
        lambda by: screening.extend(entry, NOW + days(9000), by=by, reason="Why"),
        lambda by: screening.admit_passing(entry.track, by=by),
        lambda by: eligibility.override(results_of(entry)[0], "passed", by=by, reason="Why"),
    ]
    for by in (captain_of(entry), make_user("judge"), make_user("employer"), None):
        for act in acts:
            with pytest.raises(PermissionDenied):
                act(by)


def test_two_officers_do_not_decide_on_the_same_page() -> None:
    entry, office = submitted(), make_office()
    seen = entry.case.version
    screening.ask(entry, by=office, note="The licence", until=NOW + days(9000))
    with pytest.raises(StaleCase):
        screening.admit(entry, by=make_office(), version=seen)


def test_a_rule_that_is_not_met_keeps_from_admission_until_it_is_decided_otherwise() -> None:
    entry, office = failing(), make_office()
    with pytest.raises(Refused, match=r"^Not met: young_firm\.") as caught:
        screening.admit(entry, by=office)
    entry.case.refresh_from_db()
    assert (caught.value.field, entry.case.state) == ("eligibility", "submitted")
    result = EligibilityResult.objects.get(version=entry.submitted, rule="young_firm")
    eligibility.override(result, "passed", by=office, reason=" Spun off in 2020 ")
    result.refresh_from_db()
    assert (result.verdict, result.overridden, result.overridden_by, result.reason) == (
        "failed", "passed", office, "Spun off in 2020",
    )  # fmt: skip
    assert screening.admit(entry, by=office).case.state == "admitted"


def test_an_override_gives_its_reason_and_is_about_what_is_submitted() -> None:
    entry, office = failing(), make_office()
    result = results_of(entry)[0]
    for reason, field in (("  ", "reason"), ("x" * 201, "reason")):
        with pytest.raises(Refused) as caught:
            eligibility.override(result, "passed", by=office, reason=reason)
        assert caught.value.field == field
    saved(entry, summary="other")
    versions.submit(entry, by=captain_of(entry), now=NOW)
    with pytest.raises(Refused, match=r"^A newer version was submitted\."):
        eligibility.override(result, "passed", by=office, reason="Why")


def test_an_override_stays_when_the_rules_are_asked_again() -> None:
    entry = failing()
    result = EligibilityResult.objects.get(version=entry.submitted, rule="young_firm")
    eligibility.override(result, "passed", by=make_office(), reason="Spun off in 2020")
    eligibility.judge_eligibility(entry)
    result.refresh_from_db()
    assert (result.verdict, result.overridden) == ("failed", "passed")


def test_what_is_not_known_fails_nobody() -> None:
    entry = submitted(firm=False)
    verdicts = {one.rule: one.verdict for one in results_of(entry)}
    assert verdicts == {"team": "passed", "young_firm": "unknown"}
    assert screening.admit(entry, by=make_office()).case.state == "admitted"


def test_those_whose_rules_are_all_met_are_admitted_together() -> None:
    track = open_track()
    good = [submitted(begun(track)) for _number in range(3)]
    bad = submitted(begun(track), founded_on="2001-01-01")
    open_one = submitted(begun(track), firm=False)
    elsewhere = submitted(begun(make_track(track.edition, "other")))
    begun(track)
    seen: list[tuple[int, int]] = []
    assert screening.admit_passing(
        track, by=make_office(), progress=lambda *step: seen.append(step)
    ) == (3, 2)
    states = dict(Entry.objects.values_list("pk", "case__state"))
    assert {states[one.pk] for one in good} == {"admitted"}
    assert {states[one.pk] for one in (bad, open_one, elsewhere)} == {"submitted"}
    assert seen == [(1, 3), (2, 3), (3, 3)]
    rows = Entry.objects.filter(track=track)
    for verdict, found in (("failed", [bad]), ("unknown", [open_one]), ("passed", good)):
        assert list(entries_by_eligibility(rows, verdict).order_by("pk")) == found


def test_a_refusal_gives_a_coded_reason_that_the_team_reads() -> None:
    entry, office = failing(), make_office()
    with pytest.raises(ReasonNeeded):
        screening.refuse(entry, by=office, reason="")
    with pytest.raises(Refused) as caught:
        screening.refuse(entry, by=office, reason="other")
    assert caught.value.field == "note"
    refused = screening.refuse(entry, by=office, reason="rule", note="Founded in 2001")
    line = refused.case.entries.order_by("-number")[0]
    assert (refused.case.state, line.reason, line.note, line.shared) == (
        "ineligible", "rule", "Founded in 2001", True,
    )  # fmt: skip
    letter = Letter.objects.filter(reader=captain_of(entry)).order_by("-pk")[0]
    assert letter.subject == "NEV-0001: not eligible"
    assert "Reason: An eligibility rule is not met" in letter.body
    assert "Note: Founded in 2001" in letter.body


def test_more_is_asked_for_by_a_day_and_handed_in_after_the_deadline() -> None:
    entry, office = submitted(), make_office()
    until = NOW + days(25)
    with time_machine.travel(NOW + days(21), tick=False):
        for note, moment, field in ((" ", until, "note"), ("More", NOW, "until")):
            with pytest.raises(Refused) as caught:
                screening.ask(entry, by=office, note=note, until=moment)
            assert caught.value.field == field
        screening.ask(entry, by=office, note="The licence, please", until=until)
        version = versions.save_version(
            entry, by=captain_of(entry), base=1, answers={"summary": "more"}, title_zh="题",
        )  # fmt: skip
        versions.submit(entry, by=captain_of(entry))
    with pytest.raises(Refused):
        versions.save_version(
            entry, by=captain_of(entry), base=2, answers={"summary": "too late"},
            now=until + timedelta(seconds=1),
        )  # fmt: skip
    entry.refresh_from_db()
    entry.case.refresh_from_db()
    assert (entry.case.state, entry.submitted) == ("submitted", version)


def test_a_disqualified_entry_is_reinstated_where_it_stood() -> None:
    entry, office = submitted(), make_office()
    stage = screening.admit(entry, by=office).stage
    out = screening.disqualify(entry, by=office, reason="plagiarism", note="Copied")
    assert out.case.state == "disqualified"
    with pytest.raises(MoveNotOpen):
        screening.disqualify(entry, by=office, reason="plagiarism")
    back = screening.reinstate(entry, by=office, reason="appeal")
    assert (back.case.state, back.stage) == ("admitted", stage)
    assert letters_to(entry)[-2:] == ["NEV-0001: disqualified", "NEV-0001: takes part again"]


def test_one_that_was_refused_and_reinstated_starts_at_the_first_stage() -> None:
    entry, office = failing(), make_office()
    screening.refuse(entry, by=office, reason="rule")
    assert screening.reinstate(entry, by=office, reason="appeal").stage is not None


def test_an_extension_lies_behind_what_holds_and_says_why() -> None:
    entry, office = begun(), make_office()
    for until, reason, field in (
        (NOW + days(19), "Why", "until"),
        (NOW + days(22), " ", "reason"),
    ):
        with pytest.raises(Refused) as caught:
            screening.extend(entry, until, by=office, reason=reason)
        assert caught.value.field == field
    extension = screening.extend(entry, NOW + days(22), by=office, reason="Power cut")
    assert (extension.reason, extension.granted_by, entry.extensions.count()) == (
        "Power cut", office, 1,
    )  # fmt: skip
    line = entry.case.entries.order_by("-number")[0]
    assert (line.move, line.note) == ("extend", "Power cut")
    assert letters_to(entry) == ["NEV-0001: your deadline was extended"]


def test_an_entry_that_did_not_answer_is_closed() -> None:
    entry, office = submitted(), make_office()
    screening.ask(entry, by=office, note="More", until=NOW + days(9000))
    assert screening.close(entry, by=office).case.state == "ended"


def test_rules_look_at_team_captain_organisation_and_project() -> None:
    owner = make_talent(country="DE")
    firm = make_employer(owner=owner.user, cluster="NEV", district="渝北区")
    track = open_track()
    data = ["team.countries", "entry.country", "captain.country", "captain.degree",
            "captain.years", "captain.facts", "organisation.kind", "organisation.district",
            "organisation.verified", "project.cluster"]  # fmt: skip
    rules = [
        {"code": name.replace(".", "_"), "datum": name, "operator": "equals", "value": None,
         "label_en": name}
        for name in data
    ]  # fmt: skip
    calls.save_definition(track, "rules", {"rules": rules}, by=None)
    entry = submitted(begun(track, owner, organisation=firm))
    found = {one.rule: one.datum for one in results_of(entry)}
    profile = owner.profiles.get()
    assert found == {
        "team_countries": ["DE"], "entry_country": "DE", "captain_country": "DE",
        "captain_degree": profile.degree, "captain_years": float(profile.years),
        "captain_facts": [], "organisation_kind": "enterprise",
        "organisation_district": "渝北区", "organisation_verified": True, "project_cluster": None,
    }  # fmt: skip


def test_a_withdrawn_entry_is_not_decided_on() -> None:
    entry = submitted()
    entries.withdraw(entry, by=captain_of(entry))
    with pytest.raises(MoveNotOpen):
        screening.admit(entry, by=make_office())
