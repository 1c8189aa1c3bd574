"""What the slots of the sentences are filled with, and skills and topics in English."""

from functools import cache
from random import Random

from yucaihui.demo.dice import pick
from yucaihui.demo.vocabulary import Occupation, Text
from yucaihui.engines.text.skills import lexicon


@cache
def english_names() -> dict[str, str]:
    """The first Latin name of each skill of the lexicon, by its canonical name."""
    found: dict[str, str] = {}
    for name in lexicon().by_spelling.values():
        if name.text.isascii():
            found.setdefault(name.canonical, name.text)
    return found


def english_skill(name: str) -> str:
    """A name that the lexicon reads as the same skill; as given when it has no Latin one."""
    return name if name.isascii() else english_names().get(name, name)


def slots(
    rng: Random, occupation: Occupation, topic: Text | None = None
) -> tuple[dict[str, object], dict[str, object]]:
    """Values for {topic}, {a}, {b}, {n}, {p} and {m}, in Chinese and in English."""
    subject = topic or pick(rng, occupation.topics)
    a, b = rng.sample(occupation.skills, 2)
    numbers: dict[str, object] = {
        "n": rng.randint(2, 12),
        "p": rng.randint(8, 45),
        "m": rng.randint(2, 18),
    }
    chinese = {"topic": subject.zh, "a": a, "b": b}
    english = {"topic": subject.en, "a": english_skill(a), "b": english_skill(b)}
    return {**chinese, **numbers}, {**english, **numbers}
