"""Who could gain a name, a role or somebody else's letters through their own record."""

import pytest
from django.test import Client

from tests.factories import make_employer, make_person, make_user
from yucaihui.core.accounts.rules import roles_of
from yucaihui.core.accounts.services import forget_roles
from yucaihui.core.mail.queries import letters_for
from yucaihui.core.mail.services import queue_letter
from yucaihui.directory import queries, services
from yucaihui.directory.errors import Refused
from yucaihui.directory.models import Membership

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "value"),
    [("name_zh", "嘉陵江控股集团有限公司"), ("name_en", "Jialing Holdings"), ("kind", "bank")],
)
def test_a_verified_organisation_cannot_take_another_name(field: str, value: str) -> None:
    owner = make_user()
    firm = make_employer(owner=owner)
    before = getattr(firm, field)
    with pytest.raises(Refused) as refused:
        services.update_organisation(firm, by=owner, **{field: value})
    firm.refresh_from_db()
    assert (refused.value.field, getattr(firm, field)) == (field, before)


def test_its_own_words_it_may_change_and_the_office_everything() -> None:
    owner = make_user()
    firm = make_employer(owner=owner)
    services.update_organisation(firm, by=owner, intro_zh="做电池。")
    services.update_organisation(firm, by=make_user("office"), name_zh="新名科技有限公司")
    firm.refresh_from_db()
    assert (firm.intro_zh, firm.name_zh) == ("做电池。", "新名科技有限公司")


def test_nobody_becomes_a_partner_by_calling_an_organisation_a_bank() -> None:
    owner, member = make_user(), make_user()
    bank = make_employer(owner=owner, kind="bank", verified=False)
    services.accept_invitation(services.invite_member(bank, member.email, by=owner), user=member)
    before = (roles_of(owner), roles_of(member))
    services.verify_organisations([bank], by=None, reason="licence seen")
    forget_roles(owner)
    forget_roles(member)
    assert before == (frozenset(), frozenset())
    assert (roles_of(owner), roles_of(member)) == (frozenset({"partner"}), frozenset({"partner"}))


def test_who_leaves_the_last_partner_is_no_partner_any_more() -> None:
    owner, member = make_user(), make_user()
    bank = make_employer(owner=owner, kind="bank")
    services.accept_invitation(services.invite_member(bank, member.email, by=owner), user=member)
    services.remove_member(Membership.objects.get(user=member), by=owner)
    forget_roles(member)
    assert (roles_of(owner), roles_of(member)) == (frozenset({"partner"}), frozenset())


def test_erasing_a_record_that_names_another_account_leaves_its_letters_and_invitations() -> None:
    victim, attacker = make_user("talent"), make_user("talent")
    queue_letter(to=victim.email, subject="An offer", body="…", reader=victim)
    firm_owner = make_user()
    services.invite_member(make_employer(owner=firm_owner), victim.email, by=firm_owner)
    record = make_person(user=attacker)
    services.set_contacts(record, emails=[victim.email], phones=[], by=attacker)
    services.erase_person(record, by=attacker)
    letters = letters_for(victim).filter(subject="An offer").count()
    assert (letters, queries.invitations_to(victim.email).count()) == (1, 1)


def test_a_declared_tie_tells_no_name_that_its_code_hides() -> None:
    reader, hidden = make_user("talent"), make_person(name_zh="隐名氏")
    record = make_person(user=reader)
    services.declare_relation(record, hidden, "family", by=reader)
    told = str(services.export_person(record)["relations"])
    assert ("隐名氏" in told, hidden.uid in told) == (False, True)


def test_the_page_of_ties_tells_no_name_either(client: Client) -> None:
    reader, hidden = make_user("talent"), make_person(name_zh="隐名氏")
    record = make_person(user=reader)
    services.declare_relation(record, hidden, "family", by=reader)
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/en/my/record/ties/").content.decode()
    assert ("隐名氏" in page, hidden.uid in page) == (False, True)
