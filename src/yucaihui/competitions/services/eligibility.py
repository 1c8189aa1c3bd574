"""What each eligibility rule says of a submitted entry, and what the office decides otherwise."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.casework.services import make_move
from yucaihui.competitions.definitions import evaluate, read_rules
from yucaihui.competitions.models import Definition, EligibilityResult, Entry, EntryVersion
from yucaihui.competitions.process import OFFICE
from yucaihui.competitions.queries.teams import accepted_members
from yucaihui.competitions.services.calls import current_definition
from yucaihui.core.accounts.rules import is_office
from yucaihui.directory.errors import Refused
from yucaihui.directory.queries import current_profiles, facts_of
from yucaihui.directory.services.people import require

Verdict = EligibilityResult.Verdict
ABOUT_ORGANISATION = ("kind", "cluster", "district")
REASON_LIMIT = 200


def data_of(entry: Entry, version: EntryVersion, on: date) -> dict[str, Any]:
    """What rules may look at, by name; what is not known is missing or empty."""
    return {
        **{f"answers.{code}": value for code, value in version.answers.items()},
        "entry.country": entry.country,
        "project.cluster": entry.project.cluster,
        **team_data(entry, on),
        **organisation_data(entry.organisation, on),
    }


def team_data(entry: Entry, on: date) -> dict[str, Any]:
    """The captain's rules look at what their record says: profile, and facts valid that day."""
    members = accepted_members(entry)
    people = [member.person for member in members if member.person]
    captain = entry.case.subject
    countries = sorted({person.country for person in people if person.country})
    data: dict[str, Any] = {"team.size": len(members), "team.countries": countries}
    if captain is None:
        return data
    return {**data, **captain_data(captain, on)}


def captain_data(captain: Any, on: date) -> dict[str, Any]:
    profile = next(iter(current_profiles(captain).values()), None)
    facts = facts_of(captain, on=on).values_list("kind", flat=True)
    years = profile.years if profile else None
    return {
        "captain.country": captain.country,
        "captain.degree": int(profile.degree) or None if profile else None,
        "captain.years": None if years is None else float(years),
        "captain.facts": sorted(set(facts)),
    }


def organisation_data(organisation: Any, on: date) -> dict[str, Any]:
    if organisation is None:
        return {}
    verified = organisation.verified_until is not None and organisation.verified_until >= on
    return {
        **{f"organisation.{name}": getattr(organisation, name) for name in ABOUT_ORGANISATION},
        "organisation.verified": verified,
        "organisation.facts": sorted(
            set(facts_of(organisation, on=on).values_list("kind", flat=True))
        ),
    }


def judge_eligibility(entry: Entry) -> list[EligibilityResult]:
    """Store what the track's rules say of the submitted version. Again, it replaces what was
    said; what the office decided otherwise stays."""
    rules = current_definition(entry.track, Definition.Kind.RULES)
    version = entry.submitted
    if rules is None or version is None:
        return []
    data = data_of(entry, version, timezone.localdate())
    rows = [
        EligibilityResult(
            version=version,
            rules=rules,
            rule=outcome.rule.code,
            verdict=outcome.verdict,
            datum=outcome.datum,
        )
        for outcome in evaluate(read_rules(rules.content), data)
    ]
    version.eligibility.exclude(rule__in=[row.rule for row in rows]).delete()
    return EligibilityResult.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["version", "rule"],
        update_fields=["rules", "verdict", "datum"],
    )


def override(result: EligibilityResult, verdict: str, *, by: Any, reason: str) -> EligibilityResult:
    """The office decides on one rule of the submitted version otherwise, or as it is unknown.

    Raises:
        PermissionDenied: not of the office.
        Refused: no reason, or a version that is not the submitted one.
        MoveNotOpen: the entry is decided on.
    """
    require(allowed=by is not None and is_office(by))
    words = checked_reason(reason)
    with transaction.atomic():
        entry = Entry.objects.select_related("case").get(pk=result.version.entry_id)
        if entry.submitted_id != result.version_id:
            raise Refused(_("A newer version was submitted. Look at its verdicts."), "version")
        make_move(
            entry.case, "override", actor=by, roles={OFFICE}, note=f"{result.rule}: {words}",
            shared=True,
        )  # fmt: skip
        result.overridden, result.overridden_by, result.reason = Verdict(verdict), by, words
        result.save(update_fields=["overridden", "overridden_by", "reason"])
    return result


def checked_reason(text: str) -> str:
    words = text.strip()
    if not words:
        raise Refused(_("Say why: it is written into the journal."), "reason")
    if len(words) > REASON_LIMIT:
        raise Refused(
            _("The reason has %(length)d characters; at most %(limit)d are kept. Shorten it.")
            % {"length": len(words), "limit": REASON_LIMIT},
            "reason",
        )
    return words
