"""The wording check of postings: what may not be asked for is named with its rule."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yucaihui.directory.errors import Refused
from yucaihui.engines.text.wording import WordingFinding, find_wording
from yucaihui.ui.formats import is_chinese

TEXT_FIELDS = ("title_zh", "title_en", "description_zh", "description_en", "salary_note")


@dataclass(frozen=True)
class FieldFinding:
    """A phrase in one field of a posting."""

    field: str
    finding: WordingFinding

    @property
    def blocks(self) -> bool:
        return self.finding.level == "block"

    @property
    def words(self) -> str:
        """The phrase, what it asks for, and the rule, in the page's language."""
        law = self.finding.law
        name, rule = (law.name_zh, law.rule_zh) if is_chinese() else (law.name_en, law.rule_en)
        if self.blocks:
            text = _("Take out “%(phrase)s” (%(kind)s). %(rule)s.")
        else:
            text = _("Please look at “%(phrase)s” (%(kind)s). %(rule)s.")
        return text % {"phrase": self.finding.phrase, "kind": name, "rule": rule}


class BlockedWording(Refused):
    """The posting asks for what no posting may ask for."""

    def __init__(self, findings: Iterable[FieldFinding]) -> None:
        self.findings = tuple(findings)
        first = self.findings[0]
        super().__init__(first.words, first.field)


def wording_of(posting: object) -> list[FieldFinding]:
    """All findings in a posting's texts, those that block first."""
    texts = ((name, getattr(posting, name)) for name in TEXT_FIELDS)
    found = [FieldFinding(name, finding) for name, text in texts for finding in find_wording(text)]
    return sorted(found, key=lambda one: not one.blocks)


def refuse_blocked(posting: object) -> None:
    """Raises BlockedWording."""
    blocked = [one for one in wording_of(posting) if one.blocks]
    if blocked:
        raise BlockedWording(blocked)
