"""What a check found, in the language of the page and with links to the rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy, gettext_noop

from yucaihui.ledger.checks.findings import INVARIANTS

WORDS = {
    "voucher": gettext_lazy("Voucher %(name)s"),
    "account": gettext_lazy("Account %(name)s"),
    "book": gettext_lazy("Book %(name)s"),
    "table": gettext_lazy("Table %(name)s"),
    "request": gettext_lazy("Request %(name)s"),
    "order": gettext_lazy("Payment order %(name)s"),
}
LINE = gettext_noop("%(row)s, line %(line)s")


@dataclass(frozen=True)
class ToldFinding:
    row: str
    text: str
    url: str


@dataclass(frozen=True)
class ToldInvariant:
    number: int
    title: str | Promise
    holds: bool
    broken: int
    findings: list[ToldFinding]


def told_findings(document: dict[str, Any]) -> list[ToldInvariant]:
    """The invariants of a verification's document, the broken ones first."""
    told = [told_invariant(one) for one in document["invariants"]]
    return sorted(told, key=lambda one: one.holds)


def told_invariant(one: dict[str, Any]) -> ToldInvariant:
    title = INVARIANTS[one["number"]][1]
    return ToldInvariant(
        one["number"], title, one["holds"], one["broken"], list(findings_of(one["findings"]))
    )


def findings_of(findings: list[dict[str, Any]]) -> Iterator[ToldFinding]:
    for one in findings:
        kind, _blank, name = one["row"].partition(" ")
        yield ToldFinding(
            words_of(kind, name), translated(one["text"]) % one["values"], url_of(kind, name)
        )


def words_of(kind: str, name: str) -> str:
    of, _line, line = name.partition(" line ")
    words = str(WORDS[kind] % {"name": of}) if kind in WORDS else f"{kind} {of}"
    return translated(LINE) % {"row": words, "line": line} if line else words


def url_of(kind: str, name: str) -> str:
    """The page of a voucher that a finding names; its row may be gone, the page says so then."""
    parts = name.split()
    if kind == "voucher" and parts[0] != "row" and len(parts) > 1 and parts[1].isdigit():
        return reverse("ledger:voucher", args=[parts[0], parts[1]])
    if kind == "account":
        return reverse("ledger:account", args=[parts[-1]])
    return ""
