"""Why a pair scores what it scores: the addends of the score, and each requirement's verdict."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np

from yucaihui.engines.matching.atoms import Atoms
from yucaihui.engines.matching.counts import Counts, Hashes
from yucaihui.engines.matching.encoded import encode_positions, encode_talents, position_tokens
from yucaihui.engines.matching.encoding import default_encoder
from yucaihui.engines.matching.features import feature_hash, skill_names
from yucaihui.engines.matching.index import PositionIndex, TalentIndex
from yucaihui.engines.matching.near import nearness
from yucaihui.engines.matching.packed import ONE, SILENT_ONE
from yucaihui.engines.matching.phrases import common_phrases
from yucaihui.engines.matching.statistics import Statistics
from yucaihui.engines.matching.types import Explanation, Note, Position, Talent, Term
from yucaihui.engines.matching.verdicts import verdicts
from yucaihui.engines.matching.weights import (
    QUARTERS,
    SATURATED,
    SKILL_QUARTERS,
    TEXT_SHARES,
    WEIGHTS,
)

# A pair of texts shares many words; the reason names the phrases that count most.
_PHRASES_NAMED = 4
# Titles, skills and words are named up to here.
_NAMED_LENGTH = 120
# Titles less alike than this share an ending or a field: a term, but no reason.
_ALIKE = 0.4
_SILENT = Note("other_language")

Weighed = dict[int, int]
Addend = tuple[str, str, int]  # kind, atom, parts of ONE
Notes = tuple[Note, ...]


def explain(
    position: Position, talent: Talent, statistics: Statistics, atoms: Atoms | None = None
) -> Explanation:
    """Explain one pair under the statistics of the index it is ranked in.

    `atoms` hold the vectors of the index; without, the default encoder makes them.
    """
    atoms = atoms or Atoms(default_encoder())
    explainer = Explainer(
        PositionIndex(encode_positions([position], atoms), statistics),
        TalentIndex(encode_talents([talent], atoms), statistics),
        [position],
        [talent],
    )
    return explainer.explain(position.id, talent.id)


class Explainer:
    """Explains pairs of two indexes; the records must be those the indexes were built from."""

    def __init__(
        self,
        position_index: PositionIndex,
        talent_index: TalentIndex,
        positions: Iterable[Position],
        talents: Iterable[Talent],
    ) -> None:
        self._asking, self._offering = position_index, talent_index
        self._positions = {position.id: position for position in positions}
        self._talents = {talent.id: talent for talent in talents}
        self._asked_titles = _reader(position_index.titles)
        self._owned_titles = _reader(talent_index.titles)
        self._asked_skills = _reader(position_index.skills)
        self._asked_words = _reader(position_index.text)
        self._owned_words = _reader(talent_index.text)
        self._near_to = _reader(_near(position_index, talent_index), talent_index.skills.vocabulary)
        self._tokens = lru_cache(maxsize=4096)(_tokens_by_hash)

    def explain(self, position_id: str, talent_id: str) -> Explanation:
        """The explanation of a pair; KeyError for an id that the indexes do not have."""
        position, talent = self._positions[position_id], self._talents[talent_id]
        row, column = self._asking.row_of[position_id], self._offering.row_of[talent_id]
        title, title_reasons = self._title(row, column, position, talent)
        skills, skill_reasons, missing = self._skills(row, position, talent)
        words, word_reasons = self._words(row, column, position)
        addends: tuple[Addend, ...] = (*title, *skills, *words)
        if self._silent(row, column):
            addends, word_reasons = stretched((*title, *skills)), (_SILENT,)
        verdict = verdicts(position, talent)
        terms = tuple(Term(kind, atom, parts / ONE) for kind, atom, parts in addends if parts)
        return Explanation(
            position_id,
            talent_id,
            score=sum(parts for _, _, parts in addends) / ONE,
            terms=terms,
            reasons=title_reasons + skill_reasons + word_reasons + verdict.met,
            gaps=verdict.unmet + missing + verdict.unknown,
            refused_by=verdict.unmet,
        )

    def _silent(self, row: int, column: int) -> bool:
        """Whether the texts share no language, so that no word can tell."""
        asked = int(self._asking.records.languages[row])
        offered = int(self._offering.records.languages[column])
        return bool(asked and offered) and not asked & offered

    def _title(
        self, row: int, column: int, position: Position, talent: Talent
    ) -> tuple[tuple[Addend, ...], Notes]:
        """The talent's title most like the position's, the first one on a tie."""
        held = self._offering.records.titles
        owned = held.owned[held.starts[column] : held.starts[column + 1]].tolist()
        wanted = int(self._asking.records.titles.owned[row])
        alike = [self._similarity(wanted, title) for title in owned]
        best = max(range(len(alike)), key=alike.__getitem__, default=None)
        if best is None or not alike[best]:
            return (), ()
        named = (_brief(position.title), _brief(talent.titles[best]))
        share = alike[best] / WEIGHTS.title
        note = Note("title", (("asked", named[0]), ("own", named[1]), ("alike", share)))
        addend = ("title", " ~ ".join(named), alike[best])
        return (addend,), (note,) if share >= _ALIKE else ()

    def _similarity(self, wanted: int, title: int) -> int:
        """Of two titles, in parts of ONE; see `packed`."""
        asked, owned = self._asked_titles(wanted), self._owned_titles(title)
        grams = sum(count * owned.get(gram, 0) for gram, count in asked.items())
        left = self._asking.records.titles.vectors[wanted].astype(np.int64)
        right = self._offering.records.titles.vectors[title].astype(np.int64)
        if left.any() and right.any():
            blend = int(left @ right) * WEIGHTS.dense + grams * WEIGHTS.grams
        else:
            blend = grams * WEIGHTS.alone
        return min(max(blend >> WEIGHTS.shift, 0), WEIGHTS.title)

    def _skills(
        self, row: int, position: Position, talent: Talent
    ) -> tuple[tuple[Addend, ...], Notes, Notes]:
        """Addends and reasons of the skills had or nearly had, and the missing, heaviest first."""
        asked = self._asked_skills(row)
        named, owned = _named(position.skills), _named(talent.skills)
        ranked = sorted(asked, key=lambda skill: (-asked[skill], named[skill]))
        nearest = self._nearest(ranked, sorted(owned, key=owned.__getitem__))
        had = [(one, *nearest[one]) for one in ranked if one in nearest]
        return (
            tuple(
                ("skill", _pair_of(named[one], owned[own]), asked[one] * quarters)
                for one, own, quarters in had
            ),
            tuple(
                _skill_note(asked[one] * quarters, named[one], owned[own])
                for one, own, quarters in had
            ),
            tuple(
                Note(
                    "missing_skill",
                    (("skill", named[one]), ("share", asked[one] / SKILL_QUARTERS)),
                )
                for one in ranked
                if one not in nearest
            ),
        )

    def _nearest(self, asked: Sequence[int], owned: Sequence[int]) -> dict[int, tuple[int, int]]:
        """For each asked skill the owned one that counts most, the first on a tie, and quarters."""
        found: dict[int, tuple[int, int]] = {}
        for own in owned:
            for skill, quarters in self._near_to(own).items():
                if quarters > found.get(skill, (0, 0))[1]:
                    found[skill] = (own, quarters)
        return {skill: found[skill] for skill in asked if skill in found}

    def _words(self, row: int, column: int, position: Position) -> tuple[tuple[Addend, ...], Notes]:
        """Addends of the words shared, heaviest first, and one reason that names the first."""
        asked, owned = self._asked_words(row), self._owned_words(column)
        shared = {word: share * owned[word] for word, share in asked.items() if owned.get(word)}
        tokens, named = self._tokens(position)
        ranked = sorted(shared, key=lambda word: (-shared[word], named[word]))
        addends = tuple(("text", _brief(named[word]), shared[word]) for word in ranked)
        weights = {named[word]: float(share) for word, share in shared.items() if share}
        telling = common_phrases(tokens, weights)[:_PHRASES_NAMED]
        share = sum(shared.values()) / (TEXT_SHARES * SATURATED)
        note = Note("text", (("words", ", ".join(map(_brief, telling))), ("share", share)))
        return addends, (note,) if telling else ()


def stretched(addends: Sequence[Addend]) -> tuple[Addend, ...]:
    """Title and skills given the text's weight too, so that they sum to the stretched score.

    Each addend is what the rounded running total grows by.
    """
    totals = [0, *accumulate(parts for _, _, parts in addends)]
    whole = [total * WEIGHTS.silent // SILENT_ONE for total in totals]
    grown = (after - before for before, after in pairwise(whole))
    return tuple((kind, atom, parts) for (kind, atom, _), parts in zip(addends, grown, strict=True))


def _near(asking: PositionIndex, offering: TalentIndex) -> Counts:
    """Quarters that each owned skill, a row, counts for the asked ones."""
    asked, owned = asking.records.skills, offering.records.skills
    return Counts(
        asked.counts.vocabulary,
        nearness(asked.counts.vocabulary, asked.vectors, owned.counts.vocabulary, owned.vectors),
    )


def _reader(counts: Counts, names: Hashes | None = None) -> Callable[[int], Weighed]:
    """A reader of one row's whole numbers by feature hash, remembering those read last.

    With `names`, ascending, a row is asked for by its name instead of its number.
    """

    @lru_cache(maxsize=4096)
    def read(row: int) -> Weighed:
        if names is not None:
            row = int(np.searchsorted(names, np.uint64(row)))
        start, end = counts.matrix.indptr[row : row + 2]
        features = counts.vocabulary[counts.matrix.indices[start:end]].tolist()
        values = counts.matrix.data[start:end].tolist()
        return {feature: int(value) for feature, value in zip(features, values, strict=True)}

    return read


def _tokens_by_hash(position: Position) -> tuple[tuple[str, ...], dict[int, str]]:
    """Words of a position in their order, and each by its hash."""
    tokens = position_tokens(position)
    return tokens, {feature_hash(token): token for token in tokens}


def _brief(text: str) -> str:
    """A text as it can be named in a sentence."""
    return text if len(text) <= _NAMED_LENGTH else f"{text[: _NAMED_LENGTH - 1]}…"


def _named(skills: tuple[str, ...]) -> dict[int, str]:
    return {feature_hash(key): _brief(name) for key, name in skill_names(skills).items()}


def _pair_of(asked: str, own: str) -> str:
    return asked if asked == own else f"{asked} ~ {own}"


def _skill_note(parts: int, asked: str, own: str) -> Note:
    share = parts / (SKILL_QUARTERS * QUARTERS)
    if asked == own:
        return Note("skill", (("skill", asked), ("share", share)))
    return Note("near_skill", (("skill", asked), ("own", own), ("share", share)))
