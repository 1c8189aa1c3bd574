"""Organisations, their members, and the verification that lapses."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from tests.factories import TODAY, make_employer, make_user
from yucaihui.core.accounts.models import User
from yucaihui.core.accounts.rules import roles_of
from yucaihui.core.accounts.services import grant_role
from yucaihui.core.mail.models import Letter
from yucaihui.core.mail.queries import letters_for
from yucaihui.directory import queries, services
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.models import Membership, Organisation, Verification
from yucaihui.directory.services.verification import add_months


@pytest.mark.django_db
def test_an_organisation_is_found_however_its_name_is_written() -> None:
    firm = make_employer(name_zh="澜河（重庆）动力科技有限公司", name_en="Lanhe Power Ltd")
    for name in (
        "Lanhe Power Ltd",
        "lanhe power ltd ",
        "澜河(重庆)动力科技有限公司",
        "澜河重庆动力科技",
        "澜河 重庆 动力科技有限责任公司",
    ):
        assert queries.organisation_named(name) == firm
    assert queries.organisation_named("澜河动力科技有限公司") is None
    assert queries.organisation_named("") is None
    assert queries.organisations_named({"澜河重庆动力科技", "别的公司"}) == {
        "澜河重庆动力科技": firm
    }


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["渝测公司", "渝测"])
def test_the_same_organisation_is_not_made_twice(name: str) -> None:
    make_employer(name_zh="渝测有限公司")
    with pytest.raises(Refused) as refusal:
        services.create_organisation(name_zh=name, by=make_user())
    assert refusal.value.field == "name_zh"


@pytest.mark.django_db
def test_a_wrong_credit_code_or_website_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        services.create_organisation(name_zh="甲", credit_code="91500000MA5U0000X4")
    assert refusal.value.field == "credit_code"
    with pytest.raises(ValidationError):
        services.create_organisation(name_zh="甲", website="javascript:alert(1)")


@pytest.mark.django_db
def test_members_edit_strangers_do_not() -> None:
    owner = make_user()
    firm = make_employer(owner=owner)
    services.update_organisation(firm, by=owner, intro_zh="做电池。")
    with pytest.raises(PermissionDenied):
        services.update_organisation(firm, by=make_user("employer"), intro_zh="不做了。")
    firm.refresh_from_db()
    assert firm.intro_zh == "做电池。"


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "role"), [("enterprise", "employer"), ("bank", "partner")])
def test_the_kind_of_organisation_gives_its_members_their_role(kind: str, role: str) -> None:
    owner, other = make_user(), make_user()
    firm = make_employer(owner=owner, kind=kind)
    services.accept_invitation(services.invite_member(firm, other.email, by=owner), user=other)
    assert roles_of(owner) == roles_of(other) == {role}


@pytest.mark.django_db
def test_an_invitation_is_for_the_holder_of_its_address() -> None:
    owner, invited = make_user(), make_user()
    firm = make_employer(owner=owner, verified=False)
    invitation = services.invite_member(firm, f" {invited.email.upper()}", by=owner)
    with pytest.raises(PermissionDenied):
        services.accept_invitation(invitation, user=make_user())
    services.accept_invitation(invitation, user=invited)
    assert list(queries.organisations_of(invited)) == [firm]
    with pytest.raises(Refused):
        services.accept_invitation(invitation, user=invited)
    with pytest.raises(Refused):
        services.invite_member(firm, invited.email, by=owner)


@pytest.mark.django_db
def test_the_letter_leads_to_the_invitation_in_the_readers_language() -> None:
    owner, invited = make_user(), make_user(language="en")
    firm = make_employer(owner=owner, verified=False)
    known = services.invite_member(firm, invited.email, by=owner)
    unknown = services.invite_member(firm, "new@mail.test", by=owner)
    assert letters_for(invited).values_list("subject", "link").get() == (
        f"{firm.name_en} invites you",
        f"/en/my/invitations/{known.uid}/",
    )
    letter = Letter.objects.get(to="new@mail.test")
    assert letter.link == f"/my/invitations/{unknown.uid}/"
    assert letter.subject == f"{firm.name_zh}邀请您加入 / {firm.name_en} invites you"


@pytest.mark.django_db
def test_only_owners_and_the_office_manage_members() -> None:
    owner, member = make_user(), make_user()
    firm = make_employer(owner=owner)
    services.accept_invitation(services.invite_member(firm, member.email, by=owner), user=member)
    with pytest.raises(PermissionDenied):
        services.invite_member(firm, "x@mail.test", by=member)
    with pytest.raises(PermissionDenied):
        services.remove_member(firm.memberships.get(user=owner), by=member)
    services.remove_member(firm.memberships.get(user=member), by=member)
    assert list(queries.organisations_of(member)) == []


@pytest.mark.django_db
def test_the_last_owner_stays() -> None:
    owner, other = make_user(), make_user()
    firm = make_employer(owner=owner)
    own = firm.memberships.get()
    joined = services.accept_invitation(
        services.invite_member(firm, other.email, by=owner), user=other
    )
    for attempt in (
        lambda: services.remove_member(own, by=owner),
        lambda: services.set_member_role(own, "member", by=owner),
    ):
        with pytest.raises(Refused):
            attempt()
    services.set_member_role(joined, "owner", by=owner)
    services.remove_member(own, by=owner)
    assert queries.is_owner(other, firm)


@pytest.mark.django_db(transaction=True)
def test_of_two_owners_who_leave_at_once_one_stays() -> None:
    owner, other = make_user(), make_user()
    firm = make_employer(owner=owner)
    joined = services.accept_invitation(
        services.invite_member(firm, other.email, by=owner, role="owner"), user=other
    )
    first = firm.memberships.get(user=owner)
    barrier, refusals = Barrier(2), []

    def leave(membership: Membership) -> None:
        barrier.wait()
        try:
            services.remove_member(membership, by=None)
        except Refused as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    threads = [Thread(target=leave, args=(one,)) for one in (first, joined)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refusals) == 1
    assert queries.active_members(firm).count() == 1


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 11, 23), date(2027, 5, 23)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 6, 30), date(2026, 12, 30)),
    ],
)
def test_six_months_later_is_clamped_to_the_month(day: date, later: date) -> None:
    assert add_months(day, 6) == later


@pytest.mark.django_db
def test_a_verification_holds_for_six_months() -> None:
    owner = make_user()
    firm = make_employer(verified=False, owner=owner)
    request = services.request_verification(firm, by=owner)
    with pytest.raises(Refused):
        services.request_verification(firm, by=owner)
    services.decide_verification(request, by=make_user("office"), verified=True, on=TODAY)
    firm.refresh_from_db()
    assert firm.verified_until == date(2027, 5, 23)
    assert list(queries.verified_organisations(date(2027, 5, 23))) == [firm]
    assert list(queries.verified_organisations(date(2027, 5, 24))) == []
    assert letters_for(owner).get().subject == f"{firm.name_en} is verified"


@pytest.mark.django_db
def test_a_refusal_needs_a_reason_and_leaves_an_earlier_verification() -> None:
    owner, officer = make_user(), make_user("office")
    firm = make_employer(owner=owner, on=TODAY)
    request = services.request_verification(firm, by=owner)
    with pytest.raises(Refused) as refusal:
        services.decide_verification(request, by=officer, verified=False, reason=" ")
    assert refusal.value.field == "reason"
    services.decide_verification(request, by=officer, verified=False, reason="执照已过期")
    firm.refresh_from_db()
    assert firm.verified_until == date(2027, 5, 23)
    assert "The office gave this reason: 执照已过期" in letters_for(owner)[0].body


@pytest.mark.django_db
def test_only_the_office_decides_and_only_once() -> None:
    owner = make_user()
    request = services.request_verification(make_employer(verified=False, owner=owner), by=owner)
    with pytest.raises(PermissionDenied):
        services.decide_verification(request, by=owner, verified=True)
    again = Verification.objects.get(pk=request.pk)
    services.decide_verification(request, by=make_user("office"), verified=True)
    with pytest.raises(AlreadyDecided):
        services.decide_verification(again, by=make_user("office"), verified=False, reason="否")


@pytest.mark.django_db
def test_owners_are_reminded_once_30_and_once_7_days_before() -> None:
    owner = make_user()
    firm = make_employer(owner=owner, on=TODAY)
    end = firm.verified_until
    assert end is not None
    for days, letters in [(31, 0), (30, 1), (29, 0), (8, 0), (7, 1), (1, 0), (0, 0)]:
        assert services.remind_of_expiry(end - timedelta(days=days)) == letters


@pytest.mark.django_db
def test_the_office_ends_a_verification_early() -> None:
    firm = make_employer(on=TODAY)
    services.revoke_verification(firm, by=make_user("office"), reason="执照注销", on=TODAY)
    assert list(queries.verified_organisations(TODAY)) == []


@pytest.mark.django_db
def test_strangers_are_not_written_to_in_bulk() -> None:
    owner = make_user()
    organisation = make_employer(owner=owner)
    for number in range(20):
        services.invite_member(organisation, f"guest{number}@mail.test", by=owner)
    with pytest.raises(Refused) as refusal:
        services.invite_member(organisation, "one.more@mail.test", by=owner)
    assert refusal.value.field == "email"


def officer_of(bank: Organisation) -> User:
    """A second member of a partner, invited and there."""
    user = make_user()
    services.accept_invitation(services.invite_member(bank, user.email, by=None), user=user)
    return user


def roles_now(*users: User) -> list[frozenset[str]]:
    return [roles_of(User.objects.get(pk=user.pk)) for user in users]


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.mark.django_db
def test_a_lapsed_partners_officers_lose_the_role_and_a_renewal_gives_it_back(today: date) -> None:
    owner = make_user()
    bank = make_employer(kind="bank", owner=owner, on=today)
    end, member = bank.verified_until, officer_of(bank)
    assert end is not None
    assert services.lapse_verifications(end) == {"organisations": 0, "officers": 0}
    assert roles_now(owner, member) == [{"partner"}, {"partner"}]

    after = end + timedelta(days=1)
    assert services.lapse_verifications(after) == {"organisations": 1, "officers": 2}
    assert services.lapse_verifications(after) == {"organisations": 0, "officers": 0}
    assert roles_now(owner, member) == [frozenset(), frozenset()]
    letter = letters_for(owner)[0]
    assert letter.subject == f"The verification of {bank.name_en} has ended"
    assert "Your officers can't handle referred cases until then." in letter.body
    assert letters_for(member).filter(subject=letter.subject).count() == 0

    services.verify_organisations([bank], by=None, reason="renewed", on=after)
    assert roles_now(owner, member) == [{"partner"}, {"partner"}]
    assert services.lapse_verifications(after) == {"organisations": 0, "officers": 0}


@pytest.mark.django_db
def test_an_officer_of_another_verified_partner_keeps_the_role(today: date) -> None:
    owner = make_user()
    lapsed = make_employer(kind="bank", owner=owner, on=today)
    end = lapsed.verified_until
    assert end is not None
    make_employer(kind="insurer", owner=owner, on=today + timedelta(days=30))
    after = end + timedelta(days=1)
    assert services.lapse_verifications(after) == {"organisations": 1, "officers": 0}
    assert roles_now(owner) == [{"partner"}]


@pytest.mark.django_db
def test_a_role_that_an_administrator_granted_stays(today: date) -> None:
    owner = make_user()
    bank = make_employer(kind="bank", owner=owner, on=today)
    grant_role(owner, "partner", by=make_user("administrator"))
    assert bank.verified_until is not None
    services.lapse_verifications(bank.verified_until + timedelta(days=1))
    assert roles_now(owner) == [{"partner"}]


@pytest.mark.django_db
def test_an_employer_is_told_that_its_verification_ended_and_stays_an_employer() -> None:
    owner = make_user("employer")
    firm = make_employer(owner=owner, on=TODAY)
    assert firm.verified_until is not None
    after = firm.verified_until + timedelta(days=1)
    assert services.lapse_verifications(after) == {"organisations": 1, "officers": 0}
    assert roles_now(owner) == [{"employer"}]
    body = letters_for(owner)[0].body
    assert body.startswith("It held until ")
    assert "officers" not in body
    # Who was not told in time, because no worker ran, is not told of old ends.
    late = make_employer(on=TODAY)
    assert late.verified_until is not None
    weeks_after = late.verified_until + timedelta(days=30)
    assert services.lapse_verifications(weeks_after) == {"organisations": 0, "officers": 0}


@pytest.mark.django_db
def test_the_office_ends_a_partners_verification_at_once_and_says_why(today: date) -> None:
    owner = make_user()
    bank = make_employer(kind="bank", owner=owner, on=today)
    services.revoke_verification(bank, by=make_user("office"), reason="执照注销", on=today)
    assert roles_now(owner) == [frozenset()]
    assert letters_for(owner)[0].body.startswith("The office gave this reason: 执照注销")
    # The night finds nothing left to take or to tell.
    assert services.lapse_verifications(today) == {"organisations": 0, "officers": 0}


@pytest.mark.django_db
def test_leaving_the_only_verified_partner_ends_the_role(today: date) -> None:
    user = make_user()
    lapsed = make_employer(kind="bank", on=today - timedelta(days=365))
    verified = make_employer(kind="insurer", on=today)
    for partner in (lapsed, verified):
        services.accept_invitation(services.invite_member(partner, user.email, by=None), user=user)
    services.remove_member(verified.memberships.get(user=user), by=None)
    assert roles_now(user) == [frozenset()]
