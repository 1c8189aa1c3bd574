"""Skills by name: the lexicon (skills.txt), one name for all spellings, skills in running text."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_SPELLING = re.compile(r"[\s\-_.·・'’]+")
_LATIN = re.compile(r"[a-z0-9]")
_ACRONYM = re.compile(r"[A-Z0-9]{1,4}\Z")
_DELIMITERS = "、/,，&|+;；"
_WORD_CHARACTER = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class SkillName:
    """One name of a skill as the lexicon has it.

    `shy` names are also ordinary words or letters (C, Go, Excel) and count in running text only
    in company; `acronym` names must then be written in capitals (CAN, SEM).
    """

    text: str
    canonical: str
    shy: bool
    acronym: bool


@dataclass(frozen=True, slots=True)
class SkillHit:
    """A skill at `text[start:end]` of the folded text."""

    start: int
    end: int
    canonical: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names by folded spelling and by their first two characters, longest first."""

    by_spelling: dict[str, SkillName]
    by_start: dict[str, tuple[SkillName, ...]]
    canonical: tuple[str, ...]


@lru_cache(65_536)
def spelling(name: str) -> str:
    """Key under which spellings of one name agree: width, case, blanks and hyphens folded."""
    folded = unicodedata.normalize("NFKC", name).strip().lower()
    return _SPELLING.sub("", folded) or folded


@cache
def lexicon() -> Lexicon:
    """The lexicon of skills.txt, read once."""
    text = files(__package__).joinpath("skills.txt").read_text(encoding="utf-8")
    return build_lexicon(text.splitlines())


def build_lexicon(lines: Iterable[str]) -> Lexicon:
    """Lexicon from lines `canonical; alias; alias`; `!` marks a shy name, `#` a comment."""
    by_spelling: dict[str, SkillName] = {}
    by_start: dict[str, list[SkillName]] = {}
    canonical: list[str] = []
    for line in lines:
        for name in _names(line):
            by_spelling.setdefault(spelling(name.text), name)
            by_start.setdefault(name.text.lower()[:2], []).append(name)
            if name.text == name.canonical:
                canonical.append(name.canonical)
    ordered = {
        start: tuple(sorted(names, key=lambda name: -len(name.text)))
        for start, names in by_start.items()
    }
    return Lexicon(by_spelling, ordered, tuple(canonical))


def _names(line: str) -> list[SkillName]:
    if not line.strip() or line.startswith("#"):
        return []
    shy = line.startswith("!")
    words = [word.strip() for word in line.removeprefix("!").split(";")]
    return [
        SkillName(
            text=word,
            canonical=words[0],
            shy=shy and index == 0,
            acronym=_ACRONYM.match(word) is not None,
        )
        for index, word in enumerate(words)
    ]


def canonical_skill(name: str) -> str:
    """The name the platform keeps for `name`; an unknown name comes back trimmed, as written.

    >>> canonical_skill("k8s")
    'Kubernetes'
    """
    known = lexicon().by_spelling.get(spelling(name))
    return known.canonical if known else " ".join(name.split())


def is_known_skill(name: str) -> bool:
    """Whether the lexicon has `name` under any spelling."""
    return spelling(name) in lexicon().by_spelling


def find_skills(text: str) -> tuple[str, ...]:
    """Canonical names of the lexicon's skills in running text, in order, each once.

    >>> find_skills("熟悉golang、C++，了解 k8s 优先")
    ('Go', 'C++', 'Kubernetes')
    """
    return tuple(dict.fromkeys(hit.canonical for hit in skill_hits(text)))


def skill_hits(text: str) -> list[SkillHit]:
    """Skills in running text with their places in the NFKC form of `text`, longest name first."""
    plain = unicodedata.normalize("NFKC", text)
    folded = plain.lower()
    if len(folded) != len(plain):  # a few capitals grow when lowered; places must stay true
        folded = "".join(char.lower() if len(char.lower()) == 1 else char for char in plain)
    hits = _candidate_hits(plain, folded)
    return [hit for hit in hits if hit.sure or _in_company(hit, hits, plain)]


def _candidate_hits(plain: str, folded: str) -> list[SkillHit]:
    by_start = lexicon().by_start
    hits: list[SkillHit] = []
    position = 0
    while position < len(folded):
        names = by_start.get(folded[position : position + 2], ())
        hit = _longest_hit(names, plain, folded, position) or _letter_hit(plain, folded, position)
        if hit:
            hits.append(hit)
        position = hit.end if hit else position + 1
    return hits


def _longest_hit(
    names: tuple[SkillName, ...], plain: str, folded: str, start: int
) -> SkillHit | None:
    for name in names:
        end = start + len(name.text)
        if folded.startswith(name.text.lower(), start) and _stands_alone(folded, start, end):
            exact = not name.acronym or plain[start:end] == name.text
            return SkillHit(start, end, name.canonical, sure=exact and not name.shy)
    return None


def _letter_hit(plain: str, folded: str, start: int) -> SkillHit | None:
    """One-letter names (C, R) have no second character to be found by."""
    if folded[start] not in "cr" or not _stands_alone(folded, start, start + 1):
        return None
    return SkillHit(start, start + 1, plain[start].upper(), sure=False)


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """A Latin name must not continue into further Latin letters or digits, nor c into c++."""
    first, last = folded[start], folded[end - 1]
    if _WORD_CHARACTER.match(first) and start and _WORD_CHARACTER.match(folded[start - 1]):
        return False
    if end == len(folded) or not (_WORD_CHARACTER.match(last) or last in "+#"):
        return True
    return not _WORD_CHARACTER.match(folded[end]) and folded[end] not in "+#"


def _in_company(hit: SkillHit, hits: list[SkillHit], plain: str) -> bool:
    """A shy name counts in a list next to a sure skill, or in its own case beside Chinese."""
    if any(other.sure and _joined(hit, other, plain) for other in hits):
        return True
    if plain[hit.start : hit.end] != hit.canonical or len(hit.canonical) == 1:
        return False
    before, after = plain[: hit.start].rstrip()[-1:], plain[hit.end :].lstrip()[:1]
    return any("\u4e00" <= char <= "\u9fff" for char in (before, after))


def _joined(hit: SkillHit, other: SkillHit, plain: str) -> bool:
    first, second = (hit, other) if hit.start < other.start else (other, hit)
    between = plain[first.end : second.start].strip()
    return len(between) == 1 and between in _DELIMITERS
