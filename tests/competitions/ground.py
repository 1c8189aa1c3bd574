"""A small competition for tests: an edition with a track, a stage, entries and judges."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.translation import override

from tests.factories import make_person, make_user
from yucaihui.casework.models import Case
from yucaihui.casework.services import open_case
from yucaihui.competitions.models import Challenge, Edition, Entry, EntryVersion, Stage, Track
from yucaihui.competitions.process import ENTRY
from yucaihui.competitions.services import calls, challenges
from yucaihui.core.accounts.models import User
from yucaihui.directory.services import create_project
from yucaihui.ui.formats import moment

NOW = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)

FORM: dict[str, Any] = {
    "fields": [
        {"code": "summary", "kind": "long_text", "label_zh": "项目简介", "label_en": "Summary",
         "required": True, "longest": 2000},
        {"code": "firm", "kind": "yes_no", "label_zh": "是否已注册公司", "label_en": "A firm?"},
        {"code": "founded_on", "kind": "date", "label_zh": "成立日期", "label_en": "Founded on",
         "shown_if": {"field": "firm", "values": ["True"]}, "required": True},
        {"code": "leader_story", "kind": "text", "label_zh": "团队介绍", "label_en": "The team",
         "names_authors": True},
        {"code": "plan", "kind": "file", "label_zh": "商业计划书", "label_en": "Business plan",
         "types": ["pdf"], "megabytes": 10},
    ]
}  # fmt: skip
RULES: dict[str, Any] = {
    "rules": [
        {"code": "team", "datum": "team.size", "operator": "at_most", "value": 8,
         "label_zh": "团队不超过8人", "label_en": "At most 8 people"},
        {"code": "young_firm", "datum": "answers.founded_on", "operator": "at_least",
         "value": "2018-01-01", "label_zh": "2018年后成立", "label_en": "Founded since 2018"},
    ]
}  # fmt: skip
RUBRIC: dict[str, Any] = {
    "criteria": [
        {"code": "innovation", "label_zh": "创新性", "label_en": "Innovation", "weight": 40,
         "anchors": [{"points": 90, "text_zh": "国际领先", "text_en": "Leads the world"}]},
        {"code": "market", "label_zh": "市场前景", "label_en": "Market", "weight": 35},
        {"code": "team", "label_zh": "团队", "label_en": "Team", "weight": 25,
         "comment_required": True},
    ]
}  # fmt: skip


def make_office() -> User:
    return make_user("office")


def make_edition(*, by: Any = None, published: bool = True, **values: Any) -> Edition:
    """An edition with one complete track and one stage; the track is open at NOW."""
    competition = calls.create_competition(
        values.pop("code", "xingyu"), by=by, name_zh="星渝杯", name_en="Xingyu Cup"
    )
    edition = calls.create_edition(
        competition, 2026, by=by, name_zh="2026年星渝杯", name_en="Xingyu Cup 2026", **values
    )
    make_track(edition, by=by)
    if published:
        calls.publish_edition(edition, by=by)
    return edition


def make_track(edition: Edition, code: str = "nev", *, by: Any = None, **values: Any) -> Track:
    dates = {
        "opens_at": NOW - timedelta(days=10),
        "registration_closes_at": NOW + timedelta(days=10),
        "submission_closes_at": NOW + timedelta(days=20),
    }
    names = {"name_zh": "智能网联新能源汽车", "name_en": "Intelligent vehicles"}
    track = calls.add_track(edition, code, by=by, **{**names, **dates, **values})
    for kind, content in (("form", FORM), ("rules", RULES), ("rubric", RUBRIC)):
        calls.save_definition(track, kind, content, by=by)
    make_stage(track, by=by)
    return track


def make_stage(track: Track, *, by: Any = None, **values: Any) -> Stage:
    names = {"name_zh": "初评", "name_en": "First review"}
    return calls.add_stage(track, by=by, **{**names, **values})


def challenge_values(**changes: Any) -> dict[str, Any]:
    """A challenge that may be handed in."""
    values = {
        "title_zh": "固态电池热失控预警",
        "title_en": "Early warning of thermal runaway",
        "field": "智能网联新能源汽车",
        "background_zh": "现有方案误报率高。",
        "indicators": [{"name_zh": "提前量", "name_en": "Lead time", "target": "≥ 15 min"}],
        "budget": 100_000_000,
        "bids_close_at": NOW + timedelta(days=15),
    }
    return {**values, **changes}


class Call:
    """An edition with a challenge track, and a published challenge of an employer."""

    def __init__(self, employer: Any, owner: Any) -> None:
        self.employer, self.owner, self.office = employer, owner, make_office()
        self.edition = make_edition(by=self.office, code="engineers")
        self.track = make_track(self.edition, "open-bid", by=self.office, kind=Track.Kind.CHALLENGE)
        self.stage = self.track.stages.get()
        self.challenge = self.published_challenge()

    def handed_in(self, **changes: Any) -> Challenge:
        made = challenges.draft_challenge(
            self.employer, self.track, by=self.owner, **challenge_values(**changes)
        )
        challenges.submit_challenge(made, by=self.owner)
        return made

    def published_challenge(self, **changes: Any) -> Challenge:
        made = self.handed_in(**changes)
        challenges.move_challenge(made, "publish", by=self.office)
        return made


def make_entry(track: Track, *, state: str = "submitted", **values: Any) -> Entry:
    """An entry handed in with one version, made by rows: services come with their own tests."""
    person = values.pop("person", None) or make_person()
    number = track.entries.count() + 1
    entry = Entry.objects.create(
        case=open_case(ENTRY, subject=person, actor=None, role="entrant"),
        track=track,
        code=f"{track.code.upper()}-{number:04d}",
        project=create_project(lead=person, by=None, title_zh=f"项目{number}"),
        latest=1,
        **values,
    )
    form = calls.current_definition(track, "form")
    assert form is not None
    entry.submitted = EntryVersion.objects.create(
        entry=entry, number=1, form=form, title_zh=f"项目{number}", answers={"summary": "…"}
    )
    entry.save(update_fields=["submitted"])
    Case.objects.filter(pk=entry.pk).update(state=state)
    entry.case.refresh_from_db()
    return entry


def make_bid(challenge: Challenge) -> Entry:
    return make_entry(challenge.track, challenge=challenge)


def english(when: datetime) -> str:
    """The moment as an English page or letter writes it, in Chongqing time."""
    with override("en"):
        return moment(when)
