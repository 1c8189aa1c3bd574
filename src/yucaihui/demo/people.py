"""Invented people: names by frequency, where they live, how to reach them."""

from dataclasses import dataclass
from random import Random

from yucaihui.demo.dice import chance, pick
from yucaihui.demo.vocabulary import Text, countries, names, reserved

SHARE_ABROAD = 0.22
SHARE_ONE_CHARACTER = 0.15


@dataclass(frozen=True, slots=True)
class Somebody:
    name: Text
    gender: str
    country: str
    city: Text
    email_name: str


def somebody(rng: Random, country: str = "") -> Somebody:
    """A person from China or, for about one in five, from elsewhere."""
    home = country or ("CN" if not chance(rng, SHARE_ABROAD) else foreign_country(rng))
    gender = pick(rng, ("f", "m"))
    return from_china(rng, gender) if home == "CN" else from_abroad(rng, gender, home)


def foreign_country(rng: Random) -> str:
    found = list(countries().values())
    return pick(rng, found, [one.share for one in found]).code


def from_china(rng: Random, gender: str) -> Somebody:
    while True:
        surname, latin, _ = pick(rng, names()["surnames"], [row[2] for row in names()["surnames"]])
        given = given_name(rng, gender)
        chinese = surname + "".join(character for character, _ in given)
        if chinese not in reserved("people"):
            break
    spelt = "".join(sound for _, sound in given).capitalize()
    city = pick(rng, names()["native_cities"])
    return Somebody(
        name=Text(chinese, f"{spelt} {latin}"),
        gender=gender,
        country="CN",
        city=Text(city, names()["city_en"][city]),
        email_name=f"{latin}.{spelt}".lower(),
    )


def given_name(rng: Random, gender: str) -> list[list[str]]:
    """One or two characters with their sounds; no character twice."""
    first, second = (pick(rng, choice) for choice in names()["given"][gender])
    if chance(rng, SHARE_ONE_CHARACTER) or first == second:
        return [second]
    return [first, second]


def from_abroad(rng: Random, gender: str, code: str) -> Somebody:
    country = countries()[code]
    first, last, city = (
        pick(rng, country.given[gender]),
        pick(rng, country.last),
        pick(rng, country.cities),
    )
    return Somebody(
        name=Text("", f"{first} {last}"),
        gender=gender,
        country=code,
        city=Text(city, city),
        email_name=plain(f"{first[0]}.{last}"),
    )


def plain(text: str) -> str:
    """Letters that an address may have."""
    folded = text.lower().translate(
        str.maketrans("áéíóúàèìòùâêîôûäëïöüãõñç", "aeiouaeiouaeiouaeiouaonc")
    )
    return "".join(char for char in folded if char.isascii() and (char.isalnum() or char == "."))


def phone(number: int, country: str) -> str:
    """A number that no demo rings: from one block in China, from the block for films in the USA.

    The blocks are small; who is not among the first of them has no telephone here.
    """
    if country == "CN" and number < 10_000:
        return f"+861990000{number:04d}"
    if country == "US" and number % 12_000 < 100:
        return f"+12025550{100 + number % 100}"
    return ""
