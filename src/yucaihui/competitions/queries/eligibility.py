"""Reads on eligibility: the verdict that counts, the office's before the rule's."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from yucaihui.competitions.definitions import FormField, Rule, read_form, read_rules
from yucaihui.competitions.models import EligibilityResult, Entry, EntryVersion

Verdict = EligibilityResult.Verdict


def verdict_of(result: EligibilityResult) -> str:
    return result.overridden or result.verdict


def results_of(entry: Entry) -> list[EligibilityResult]:
    """Of the version that was submitted last."""
    if entry.submitted_id is None:
        return []
    rows = EligibilityResult.objects.filter(version=entry.submitted_id)
    return list(rows.select_related("rules", "overridden_by", "version__form").order_by("pk"))


def with_verdict(*verdicts: str) -> Q:
    """A condition on results: the verdict that counts is one of these."""
    return Q(overridden__in=verdicts) | Q(overridden="", verdict__in=verdicts)


def entries_by_eligibility(rows: QuerySet[Entry], verdict: str) -> QuerySet[Entry]:
    """Entries whose rules are all met ("passed"), of which one is not ("failed"), or of which none
    failed and one can't be told ("unknown")."""
    results = EligibilityResult.objects.filter(version=OuterRef("submitted"))
    failed = Exists(results.filter(with_verdict(Verdict.FAILED)))
    unknown = Exists(results.filter(with_verdict(Verdict.UNKNOWN)))
    submitted = rows.exclude(submitted=None)
    if verdict == Verdict.FAILED:
        return submitted.filter(failed)
    if verdict == Verdict.UNKNOWN:
        return submitted.filter(unknown).exclude(failed)
    return submitted.exclude(failed).exclude(unknown)


@dataclass(frozen=True)
class Finding:
    """A rule beside what it said."""

    rule: Rule
    result: EligibilityResult
    # The question, where the rule looks at an answer.
    asked: FormField | None

    @property
    def verdict(self) -> str:
        return verdict_of(self.result)


def question_of(rule: Rule, version: EntryVersion) -> FormField | None:
    source, _dot, code = rule.datum.partition(".")
    fields = read_form(version.form.content).fields if source == "answers" else ()
    return next((field for field in fields if field.code == code), None)


def findings(results: Iterable[EligibilityResult]) -> list[Finding]:
    known: dict[Any, dict[str, Rule]] = {}
    found = []
    for result in results:
        rules = known.setdefault(
            result.rules_id, {rule.code: rule for rule in read_rules(result.rules.content)}
        )
        rule = rules[result.rule]
        found.append(Finding(rule, result, question_of(rule, result.version)))
    return found
