"""What stands on one's own page and on the office's: pieces of every module, put together."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from yucaihui.competitions.queries.entries import entries_of
from yucaihui.competitions.queries.judging import seats_to_score
from yucaihui.competitions.queries.office import waiting_in_competitions
from yucaihui.competitions.queries.teams import invitations_to
from yucaihui.core.accounts.rules import is_administrator, roles_of
from yucaihui.core.jobs.queries import failed_jobs
from yucaihui.core.mail.queries import letters_for, unread_count
from yucaihui.directory.queries import (
    current_profiles,
    organisations_of,
    pending_verifications,
    person_of,
    suspected_links,
)
from yucaihui.promises.queries import Clock, clocks, open_promises_to, overdue
from yucaihui.recruitment.queries.applications import applications_of, reader_of, received_by
from yucaihui.recruitment.queries.reviews import reviews_visible_to
from yucaihui.recruitment.queries.search import public_totals

Text = str | LazyText
SHOWN = 5


@dataclass(frozen=True)
class Way:
    """A card that leads somewhere: what it is and what one does there."""

    label: Text
    text: Text
    url_name: str
    icon: str
    roles: frozenset[str] = frozenset()

    @property
    def url(self) -> str:
        return reverse(self.url_name)


TALENT = frozenset({"talent"})
EMPLOYER = frozenset({"employer"})
JUDGE = frozenset({"judge"})
PARTNER = frozenset({"partner"})
OFFICE = frozenset({"office", "administrator"})
# Who has just signed up has no role yet and may become either.
BEGINNER = TALENT | EMPLOYER
WAYS = (
    Way(
        _("My record"),
        _("Profile, CVs, proofs, consent"),
        "directory:record",
        "id",
        TALENT,
    ),
    Way(
        _("Positions for me"),
        _("What fits, why, and what is missing"),
        "recruitment:my_matches",
        "star",
        TALENT,
    ),
    Way(
        _("My applications"),
        _("Where each stands, interviews, offers"),
        "recruitment:my_applications",
        "briefcase",
        TALENT,
    ),
    Way(
        _("My entries"),
        _("Drafts, teams, results and awards of competitions"),
        "competitions:my_entries",
        "trophy",
        TALENT,
    ),
    Way(
        _("My judging"),
        _("What is yours to score, on any device"),
        "competitions:judging",
        "scale",
        JUDGE,
    ),
    Way(
        _("My record"),
        _("Your details, and the ties for which you step back"),
        "directory:record",
        "id",
        JUDGE,
    ),
    Way(
        _("My organisations"),
        _("Its page, members, verification"),
        "directory:my_organisations",
        "building",
        PARTNER,
    ),
    Way(
        _("Employer's desk"),
        _("Postings, import, members, verification"),
        "recruitment:employer_home",
        "building",
        EMPLOYER,
    ),
    Way(
        _("Applications to us"),
        _("Look, shortlist, interview, offer"),
        "recruitment:board",
        "users",
        EMPLOYER,
    ),
    Way(_("Office"), _("What waits for the office"), "portal:office", "list-check", OFFICE),
    Way(_("Messages"), _("What the platform wrote to you"), "portal:letters", "mail"),
    Way(_("Settings"), _("Language, security, keys"), "portal:settings", "lock"),
)


@dataclass
class OwnPage:
    """One's own page: where one can go, and what waits."""

    ways: list[Way]
    unread: int
    letters: list[Any]
    promises: list[Clock] = field(default_factory=list)
    applications: list[Any] = field(default_factory=list)
    entries: list[Any] = field(default_factory=list)
    team_invitations: int = 0
    to_score: int = 0
    received: int = 0
    needs_profile: bool = False


def own_page(user: Any, on: date) -> OwnPage:
    roles = roles_of(user) or BEGINNER
    page = OwnPage(
        ways=[way for way in WAYS if not way.roles or not way.roles.isdisjoint(roles)],
        unread=unread_count(user),
        letters=list(letters_for(user)[:SHOWN]),
        team_invitations=invitations_to(user).count(),
    )
    person = person_of(user)
    page.needs_profile = "talent" in roles and not (person and current_profiles(person))
    if person is not None:
        page.promises = clocks(open_promises_to(person)[:SHOWN], on)
        page.applications = list(applications_of(person)[:SHOWN])
        page.entries = list(entries_of(person)[:SHOWN])
        page.to_score = seats_to_score(person).count()
    if organisations_of(user).exists():
        page.received = received_by(reader_of(user)).filter(case__state="submitted").count()
    return page


@dataclass(frozen=True)
class Figure:
    """A number that opens to its rows."""

    label: Text
    value: int
    url_name: str
    state: str = ""  # what the list is narrowed to

    @property
    def url(self) -> str:
        return reverse(self.url_name) + (f"?state={self.state}" if self.state else "")


def office_figures(user: Any, on: date) -> dict[str, list[Figure]]:
    """What waits for the office, and how much there is."""
    totals = public_totals(on)
    reviews = reviews_visible_to(user).filter(case__closed_at=None)
    judged = waiting_in_competitions()
    return {
        "waiting": [
            Figure(
                _("Verifications to decide"), pending_verifications().count(), "directory:queue"
            ),
            Figure(_("Suspected duplicates"), suspected_links().count(), "directory:duplicates"),
            Figure(_("Reviews to answer"), reviews.count(), "recruitment:reviews"),
            Figure(_("Entries to screen"), judged.entries, "competitions:entries", "submitted"),
            Figure(
                _("Challenges to vet"),
                judged.challenges,
                "competitions:all_challenges",
                "submitted",
            ),
            Figure(_("Appeals to answer"), judged.appeals, "competitions:appeals"),
            Figure(_("Promises overdue"), overdue(on).count(), "promises:owed"),
            Figure(_("Jobs that failed"), failed_jobs().count(), "portal:jobs"),
        ],
        "standing": [
            Figure(_("Open positions"), totals.postings, "recruitment:positions"),
            Figure(_("Vacancies"), totals.vacancies, "recruitment:positions"),
            Figure(_("Verified employers"), totals.employers, "recruitment:employers"),
        ],
    }


def office_ways(user: Any) -> list[Way]:
    return [way for way in OFFICE_WAYS if not way.roles or is_administrator(user)]


OFFICE_WAYS = (
    Way(_("Organisations"), _("Find, verify, correct"), "directory:organisations", "building"),
    Way(_("People"), _("Find a record"), "directory:people", "users"),
    Way(
        _("Import postings"),
        _("A spreadsheet of many employers"),
        "recruitment:office_imports",
        "upload",
    ),
    Way(_("Import CVs"), _("A folder or a ZIP of it"), "directory:cv_batches", "file-text"),
    Way(_("Applications"), _("The way from submission to hire"), "recruitment:funnel", "filter"),
    Way(_("Matching"), _("Runs and their digests"), "recruitment:match_runs", "star"),
    Way(
        _("Competitions"),
        _("Editions, tracks, judging, results"),
        "competitions:editions",
        "trophy",
    ),
    Way(_("Entries"), _("Screen, admit, ask, extend"), "competitions:entries", "list-check"),
    Way(_("Working days"), _("Holidays and worked weekends"), "portal:calendar", "calendar"),
    Way(
        _("Accounts"),
        _("Roles, granted and withdrawn"),
        "portal:users",
        "lock",
        frozenset({"administrator"}),
    ),
    Way(
        _("Journal"),
        _("Who did what, under seal"),
        "portal:audit",
        "file-text",
        frozenset({"administrator"}),
    ),
)
