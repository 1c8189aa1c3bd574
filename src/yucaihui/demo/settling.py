"""The cast, employers and people move in, through the services."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from typing import Any

from yucaihui.core.accounts.services import create_user, create_users, grant_role
from yucaihui.core.installation.services import add_demo_account
from yucaihui.demo.answers import answers
from yucaihui.demo.cast import CastMember, cast
from yucaihui.demo.dice import chance, dice
from yucaihui.demo.employers import WAITING
from yucaihui.demo.records import Employer, Talent
from yucaihui.demo.town import Town, blocks
from yucaihui.directory.services import (
    NewPerson,
    accept_invitation,
    create_organisation,
    create_people,
    ensure_person,
    invite_member,
    request_verification,
    verify_organisations,
)

BLOCK = 500
PARTNER_KINDS = ("bank", "insurer", "investor")
# Verified up to so many days ago (six months hold), in steps so that blocks are decided together.
VERIFIED_WITHIN, VERIFIED_EVERY = 150, 10
SHARE_ASKING = 0.6
REASON = "营业执照与统一社会信用代码核对一致"


def settle_cast(town: Town) -> None:
    """Accounts of the cast, and records of those who have no profile."""
    with_profile = {talent.cast for talent in town.city.talents}
    for one in town.counted("角色 cast", cast()):
        language = "en" if one.key == "talent_jonas" else "zh-hans"
        user = create_user(one.email, language=language)
        grant_role(user, one.role)
        add_demo_account(user, one.role, **words_of(one))
        if one.key not in with_profile:
            ensure_person(user, name_zh=one.name_zh, name_en=one.name_en, country="CN", city="重庆")
        town.users[one.email] = user


def words_of(one: CastMember) -> dict[str, str]:
    return {name: getattr(one, name) for name in ("name_zh", "name_en", "story_zh", "story_en")}


def settle_employers(town: Town) -> None:
    employers = [*town.city.employers, *town.city.partners]
    open_accounts(town, employers)
    for employer in town.counted("单位 employers", employers, step=10):
        town.employers[employer.number] = founded(town, employer)
    verify(town, employers)


def open_accounts(town: Town, employers: Sequence[Employer]) -> None:
    for role, kinds in (("partner", PARTNER_KINDS), ("employer", None)):
        new = {
            address: "zh-hans"
            for employer in employers
            if kinds is None or employer.kind in kinds
            for address in employer.members
            if address not in town.users
        }
        made = create_users(new, role, by=town.officer)
        town.users |= {user.email: user for user in made}


def founded(town: Town, employer: Employer) -> Any:
    """The organisation with its owner; the owner invites the others, who accept."""
    owner, *others = (town.users[address] for address in employer.members)
    organisation = create_organisation(
        name_zh=employer.name_zh,
        name_en=employer.name_en,
        owner=owner,
        credit_code=employer.credit_code,
        kind=employer.kind,
        cluster=employer.cluster,
        district=employer.district,
        website=employer.website,
        intro_zh=employer.intro_zh,
        intro_en=employer.intro_en,
    )
    for user in others:
        accept_invitation(invite_member(organisation, user.email, by=owner), user=user)
    return organisation


def verify(town: Town, employers: Sequence[Employer]) -> None:
    """The office verifies on days of the past months; some of the others have asked for it."""
    days = {employer.number: verified_days_ago(town, employer) for employer in employers}
    verified = sorted((one for one in employers if one.verified), key=lambda e: days[e.number])
    for ago, block in groupby(verified, key=lambda employer: days[employer.number]):
        on = town.city.today - timedelta(days=ago)
        organisations = [town.employers[employer.number] for employer in block]
        verify_organisations(organisations, by=town.officer, reason=REASON, on=on)
    for employer in employers:
        rng = dice(town.city.seed, "asking", employer.number)
        if not employer.verified and (employer.number == WAITING or chance(rng, SHARE_ASKING)):
            owner = town.users[employer.members[0]]
            request_verification(town.employers[employer.number], by=owner)


def verified_days_ago(town: Town, employer: Employer) -> int:
    rng = dice(town.city.seed, "verified", employer.number)
    return rng.randrange(0, VERIFIED_WITHIN, VERIFIED_EVERY)


def settle_people(town: Town) -> None:
    people = town.city.talents
    new = {talent.email: language_of(talent) for talent in people if not talent.cast}
    town.users |= {user.email: user for user in create_users(new, "talent", by=town.officer)}
    done = 0
    for block in blocks(people, BLOCK):
        rows = [new_person(town, talent) for talent in block]
        made = create_people(rows, by=None, on=town.city.today)
        town.people |= {t.number: person for t, person in zip(block, made, strict=True)}
        done += len(block)
        town.report("人才 talents", done, len(people))


def language_of(talent: Talent) -> str:
    return next(iter(talent.resumes))


def new_person(town: Town, talent: Talent) -> NewPerson:
    return NewPerson(
        name_zh=talent.name_zh,
        name_en=talent.name_en,
        country=talent.country,
        city=talent.city,
        emails=(talent.email,),
        phones=(talent.phone,) if talent.phone else (),
        profiles=talent.resumes,
        consents=talent.consents,
        protected=answers(town.city.seed, talent),
        user=town.users[talent.email],
    )
