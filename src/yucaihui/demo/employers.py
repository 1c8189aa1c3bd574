"""Invented employers: names that no real firm has, with valid check digits in their codes."""

from dataclasses import replace
from random import Random

from yucaihui.demo.cast import member
from yucaihui.demo.dice import chance, dice, filled, pick
from yucaihui.demo.records import Employer
from yucaihui.demo.vocabulary import (
    Group,
    Text,
    districts,
    employer_parts,
    groups,
    reserved,
    sentences,
)
from yucaihui.directory.identity import CREDIT_ALPHABET

# Weights of GB 11714 for the body inside a credit code.
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
SHARE_VERIFIED = 0.94
# Numbers of the two employers that members of the cast own: a large vehicle maker, and one whose
# verification waits.
LARGE, WAITING = 0, 1
OWNERS = {LARGE: "employer_yanning", WAITING: "employer_lihang"}
# Partners whose officers are members of the cast, by kind.
PARTNERS = {"bank": "bank_chengan", "insurer": "insurer_yuxuan"}
DESKS = ("hr", "recruiting", "talent")


def employers(seed: int, count: int) -> tuple[Employer, ...]:
    """The first `count` employers of a seed; all names, codes and addresses differ."""
    taken: set[str] = set()
    return tuple(employer(seed, number, taken) for number in range(count))


def partners(seed: int, first: int) -> tuple[Employer, ...]:
    """The bank and the insurer of the cast, numbered from `first`."""
    return tuple(
        replace(
            invented(dice(seed, "partner", kind), first + n, groups()["finance"], kind, set()),
            members=(member(key).email,),
            verified=True,
        )
        for n, (kind, key) in enumerate(PARTNERS.items())
    )


def employer(seed: int, number: int, taken: set[str]) -> Employer:
    rng = dice(seed, "employer", number)
    drawn = pick(rng, list(groups().values()), [g.share for g in groups().values()])
    group = groups()["smart_vehicles"] if number in OWNERS else drawn
    made = invented(rng, number, group, pick(rng, group.kinds), taken)
    if number not in OWNERS:
        return made
    owner = member(OWNERS[number]).email
    return replace(made, members=(owner, *made.members[1:]), verified=number != WAITING)


def invented(rng: Random, number: int, group: Group, kind: str, taken: set[str]) -> Employer:
    trade = pick(rng, group.trades)
    brand = free_brand(rng, taken)
    name = named(rng, kind, brand, trade)
    place = pick(rng, districts(), [d.share for d in districts()])
    intro = introduction(rng, trade, place.name) if kind == "enterprise" else Text("", "")
    domain = f"{brand.en.lower()}.example"
    return Employer(
        number=number,
        group=group.code,
        kind=kind,
        cluster=group.cluster,
        name_zh=name.zh,
        name_en=name.en,
        credit_code=credit_code(rng, place.division, kind),
        district=place.name.zh,
        website=f"https://www.{domain}/",
        intro_zh=intro.zh,
        intro_en=intro.en,
        members=tuple(f"{part}@{domain}" for part in DESKS[: rng.randint(1, len(DESKS))]),
        verified=chance(rng, SHARE_VERIFIED),
    )


def free_brand(rng: Random, taken: set[str]) -> Text:
    """Three syllables that nobody has yet, in characters or in Latin letters."""
    while True:
        syllables = [pick(rng, employer_parts(place)) for place in ("first", "second", "third")]
        brand = Text(
            "".join(part.zh for part in syllables),
            "".join(part.en for part in syllables).capitalize(),
        )
        if brand.en not in taken and not is_reserved(brand.zh):
            taken.add(brand.en)
            return brand


def named(rng: Random, kind: str, brand: Text, trade: Text) -> Text:
    form = pick(rng, employer_parts(f"form_{kind}"))
    return filled(
        form, {"brand": brand.zh, "trade": trade.zh}, {"brand": brand.en, "trade": trade.en}
    )


def elsewhere(rng: Random, city: Text, group: Group) -> Text:
    """A firm in another city, for the careers of talents."""
    while True:
        brand = free_brand(rng, set())
        trade = pick(rng, group.trades)
        name = Text(
            f"{city.zh}{brand.zh}{trade.zh}有限公司", f"{city.en} {brand.en} {trade.en} Co., Ltd."
        )
        if not is_reserved(name.zh):
            return name


def is_reserved(name: str) -> bool:
    """Whether a real firm's name stands in it."""
    return any(firm in name for firm in reserved("firms"))


def introduction(rng: Random, trade: Text, place: Text) -> Text:
    numbers: dict[str, object] = {"n": rng.randint(2, 18), "p": rng.randint(18, 65)}
    words = {"trade": trade.zh, "district": place.zh, "trade_en": "", "district_en": ""}
    english = {"trade_en": trade.en.lower(), "district_en": place.en, "trade": "", "district": ""}
    return filled(
        pick(rng, sentences("any", "intro")), {**words, **numbers}, {**english, **numbers}
    )


def credit_code(rng: Random, division: str, kind: str) -> str:
    """A unified social credit code (GB 32100-2015) of a body that is issued to nobody."""
    registrar = {"enterprise": "91", "bank": "91", "insurer": "91", "investor": "91"}.get(
        kind, "12"
    )
    body = "YC" + "".join(pick(rng, CREDIT_ALPHABET) for _ in range(6))
    start = registrar + division + body + body_check(body)
    total = sum(CREDIT_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(start))
    return start + CREDIT_ALPHABET[-total % 31]


def body_check(body: str) -> str:
    """Check character of an organisation code (GB 11714): digits, letters counting from A = 10."""
    total = sum(int(char, 36) * weight for char, weight in zip(body, BODY_WEIGHTS, strict=True))
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))
