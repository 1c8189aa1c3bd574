"""The one query for conflicts of interest, by which judges, experts and witnesses are drawn.

Six statements, however many parties: families (records merged into one), contacts, employers and
schools, declared ties, memberships, names and domains of the organisations.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from yucaihui.directory.contacts import own_domain
from yucaihui.directory.models import (
    Affiliation,
    ContactPoint,
    Membership,
    Organisation,
    Person,
    Relation,
)

Party = Person | Organisation

# How strong each kind is, 1 being a certain conflict. Below 0.5 a person should look at it.
STRENGTH: dict[str, float] = {
    "same_person": 1.0,
    "same_email": 1.0,
    "same_phone": 1.0,
    "member": 1.0,
    "employee": 1.0,
    "declared": 1.0,
    "colleague": 0.9,
    "same_organisation": 0.9,
    "former_employee": 0.7,
    "same_email_domain": 0.7,
    "former_colleague": 0.6,
    "declared_ended": 0.5,
    "schoolmate": 0.5,
    "same_employer": 0.3,
    "same_school": 0.2,
}


@dataclass(frozen=True)
class Conflict:
    """Why a person should not decide about `with_`. `detail` says by what: a kind of relation, the
    key of an employer or school, a mail domain; never an address or a number."""

    kind: str
    with_: Party
    detail: tuple[str, ...] = ()

    @property
    def strength(self) -> float:
        return STRENGTH[self.kind]


@dataclass
class Side:
    """What is known of one person, merged records included."""

    people: set[int] = field(default_factory=set)
    users: set[int] = field(default_factory=set)
    contacts: set[tuple[str, str]] = field(default_factory=set)
    stays: list[Affiliation] = field(default_factory=list)
    organisations: set[int] = field(default_factory=set)

    @property
    def domains(self) -> set[str]:
        found = {own_domain(value) for kind, value in self.contacts if kind == "email"}
        return found - {""}


def conflicts(person: Person, parties: Sequence[Party]) -> list[Conflict]:
    """Every conflict between `person` and each party, strongest first within a party."""
    return conflicts_of([person], parties)[person.pk]


def conflicts_of(people: Sequence[Person], parties: Sequence[Party]) -> dict[int, list[Conflict]]:
    """The same for each of many people, by their id, in as many statements as for one.

    Only parties that share something with a person are compared with them.
    """
    others = [party for party in parties if isinstance(party, Person)]
    firms = [party for party in parties if isinstance(party, Organisation)]
    sides = load_sides([*people, *others])
    ties = load_ties([sides[root(person)] for person in people])
    domains = domains_of(firms)
    near = index_of(parties, sides, domains)
    found: dict[int, list[Conflict]] = {}
    for person in people:
        mine = sides[root(person)]
        theirs = ties_of(mine, ties)
        places = {place for trait in traits_sought(mine, theirs) for place in near.get(trait, ())}
        found[person.pk] = [
            conflict
            for place in sorted(places)
            for conflict in between(mine, parties[place], sides, domains, theirs)
        ]
    return found


def between(
    mine: Side,
    party: Party,
    sides: dict[int, Side],
    domains: dict[int, set[str]],
    ties: Sequence[Relation],
) -> list[Conflict]:
    if isinstance(party, Person):
        theirs = sides[root(party)]
        found = set(with_person(mine, party, theirs))
    else:
        theirs = Side()
        found = set(with_firm(mine, party, domains[party.pk]))
    found.update(declared(ties, mine, party, theirs))
    return sorted(found, key=lambda one: (-one.strength, one.kind, one.detail))


Trait = tuple[object, ...]


def index_of(
    parties: Sequence[Party], sides: dict[int, Side], domains: dict[int, set[str]]
) -> dict[Trait, list[int]]:
    """Places of the parties by each trait that may tie somebody to them."""
    near: dict[Trait, list[int]] = defaultdict(list)
    for place, party in enumerate(parties):
        if isinstance(party, Person):
            traits = traits_of(sides[root(party)])
        else:
            traits = firm_traits(party, domains[party.pk])
        for trait in traits:
            near[trait].append(place)
    return near


def traits_of(side: Side) -> set[Trait]:
    return {
        *(("person", pk) for pk in side.people),
        *side.contacts,
        *(("domain", name) for name in side.domains),
        *(("organisation", pk) for pk in side.organisations),
        *(("stay", stay.kind, stay.name_key) for stay in side.stays),
    }


def firm_traits(firm: Organisation, domains: set[str]) -> set[Trait]:
    return {
        ("organisation", firm.pk),
        *(("domain", name) for name in domains),
        *(("stay", kind, firm.name_key) for kind in FORMER),
    }


def traits_sought(mine: Side, ties: Iterable[Relation]) -> set[Trait]:
    """What a person has themselves, and both ends of the ties that were declared."""
    sought = traits_of(mine)
    for tie in ties:
        sought |= {("person", tie.person_id), ("person", tie.other_person_id)}
        sought.add(("organisation", tie.organisation_id))
    return sought


def root(person: Person) -> int:
    return person.merged_into_id or person.pk


def load_sides(people: Sequence[Person]) -> dict[int, Side]:
    """Everything compared, by the id of the record that was kept."""
    roots = {root(person) for person in people}
    sides = {pk: Side() for pk in roots}
    owner: dict[int, Side] = {}
    rows = Person.objects.filter(Q(pk__in=roots) | Q(merged_into__in=roots))
    for pk, kept, user in rows.values_list("pk", "merged_into", "user"):
        owner[pk] = side = sides[kept or pk]
        side.people.add(pk)
        side.users |= {user} - {None}
    for pk, kind, value in ContactPoint.objects.filter(person__in=owner).values_list(
        "person", "kind", "value"
    ):
        owner[pk].contacts.add((kind, value))
    for stay in Affiliation.objects.filter(person__in=owner):
        owner[stay.person_id].stays.append(stay)
    load_memberships(sides.values())
    return sides


def load_memberships(sides: Iterable[Side]) -> None:
    """Who acts for which organisation."""
    by_user = {user: side for side in sides for user in side.users}
    active = Membership.objects.filter(state=Membership.State.ACTIVE, user__in=by_user)
    for user, organisation in active.values_list("user", "organisation"):
        if user is not None:
            by_user[user].organisations.add(organisation)


def domains_of(firms: Sequence[Organisation]) -> dict[int, set[str]]:
    """Mail domains of each organisation: of its members' addresses and its website."""
    found: dict[int, set[str]] = defaultdict(set)
    for firm in firms:
        host = firm.website.partition("//")[2].partition("/")[0].partition(":")[0].lower()
        found[firm.pk] |= {host.removeprefix("www.")} - {""}
    active = Membership.objects.filter(
        state=Membership.State.ACTIVE, organisation__in=[firm.pk for firm in firms]
    )
    for organisation, email in active.values_list("organisation", "email"):
        found[organisation] |= {own_domain(email)} - {""}
    return found


def load_ties(sides: Sequence[Side]) -> dict[int, list[Relation]]:
    """What each person declared, and what others declared about them, by id."""
    people = {pk for side in sides for pk in side.people}
    found: dict[int, list[Relation]] = defaultdict(list)
    for tie in Relation.objects.filter(Q(person__in=people) | Q(other_person__in=people)):
        for pk in people.intersection((tie.person_id, tie.other_person_id)):
            found[pk].append(tie)
    return found


def ties_of(mine: Side, ties: dict[int, list[Relation]]) -> list[Relation]:
    """A tie that both ends declared stands twice; what it yields is counted once."""
    return [tie for pk in mine.people for tie in ties.get(pk, ())]


def with_person(mine: Side, party: Person, theirs: Side) -> Iterator[Conflict]:
    if mine is theirs:
        yield Conflict("same_person", party)
        return
    for kind, _value in mine.contacts & theirs.contacts:
        yield Conflict(f"same_{kind}", party)
    for domain in mine.domains & theirs.domains:
        yield Conflict("same_email_domain", party, (domain,))
    if mine.organisations & theirs.organisations:
        yield Conflict("same_organisation", party)
    for own in mine.stays:
        for other in theirs.stays:
            if (own.kind, own.name_key) == (other.kind, other.name_key):
                yield Conflict(together(own, other), party, (own.name_key,))


def with_firm(mine: Side, firm: Organisation, domains: set[str]) -> Iterator[Conflict]:
    if firm.pk in mine.organisations:
        yield Conflict("member", firm)
    for domain in mine.domains & domains:
        yield Conflict("same_email_domain", firm, (domain,))
    for stay in mine.stays:
        if stay.name_key == firm.name_key:
            current = stay.kind == Affiliation.Kind.EMPLOYER and not stay.ended
            yield Conflict("employee" if current else FORMER[stay.kind], firm, (stay.name_key,))


FORMER: dict[str, str] = {"employer": "former_employee", "school": "same_school"}


def together(a: Affiliation, b: Affiliation) -> str:
    """What two people are who were at one employer or school, at the same time or not."""
    at_once = overlap(a, b)
    if a.kind == Affiliation.Kind.SCHOOL:
        return "schoolmate" if at_once else "same_school"
    if not at_once:
        return "same_employer"
    return "former_colleague" if a.ended or b.ended else "colleague"


def overlap(a: Affiliation, b: Affiliation) -> bool:
    """Did they share some time? Dates that nobody gave are taken to overlap.

    Dates are `YYYY[-MM[-DD]]`; "~" sorts after every digit, so that an end without a month reaches
    to the end of its year.
    """
    return a.started <= (b.ended or "9") + "~" and b.started <= (a.ended or "9") + "~"


def declared(
    ties: Iterable[Relation], mine: Side, party: Party, theirs: Side
) -> Iterator[Conflict]:
    """Ties between the two, whoever declared them; `theirs` is empty for an organisation."""
    for tie in ties:
        people = {tie.person_id, tie.other_person_id} - mine.people
        firm = isinstance(party, Organisation) and tie.organisation_id == party.pk
        if firm or people & theirs.people:
            yield Conflict("declared_ended" if tie.ended_on else "declared", party, (tie.kind,))
