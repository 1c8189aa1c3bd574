"""The people whose roles one may step into, and what there is to try as each of them."""

from dataclasses import dataclass

from yucaihui.demo.vocabulary import rows

DOMAIN = "demo.example"


@dataclass(frozen=True, slots=True)
class CastMember:
    """`key` names the member for the builder; `role` is one of core.accounts' roles."""

    key: str
    role: str
    name_zh: str
    name_en: str
    story_zh: str
    story_en: str

    @property
    def email(self) -> str:
        return f"{self.key.replace('_', '.')}@{DOMAIN}"


def cast() -> tuple[CastMember, ...]:
    """The cast in the order in which the role picker shows it."""
    return tuple(CastMember(*row) for row in rows("cast.txt"))


def member(key: str) -> CastMember:
    """The member of the cast with this key; KeyError when there is none."""
    return {one.key: one for one in cast()}[key]
