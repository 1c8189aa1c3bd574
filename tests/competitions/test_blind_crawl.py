"""Every page and every operation of the API that reads, as each role, against planted secrets.

Nothing is listed here by address: the resolver and the API's document name what there is, so a new
page or operation is crawled from its first day. All things of the competition share one uid, which
therefore fits every address. Two kinds of proof:

- a planted name, address, organisation or score never stands in the answer to a role that the
  stage's flags keep it from: not in body, headers, file names, nor in the answer to a search;
- the answer is the same, byte for byte, when the hidden thing is another: a count, an order or a
  gap that betrays it would differ.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone, translation

from tests.competitions.ground import make_edition, make_office
from tests.competitions.panel import (
    add_file,
    assign,
    make_entry,
    make_judge,
    make_pdf,
    open_stage,
    score,
    user_of,
)
from tests.factories import make_employer, make_person, make_user
from yucaihui.api.api import api
from yucaihui.api.reference import document_of, operations
from yucaihui.competitions.models import (
    Conflict,
    Edition,
    Entry,
    Judge,
    Roadshow,
    Score,
    ScoreSheet,
    Slot,
    Stage,
)
from yucaihui.competitions.services import judges, scoring
from yucaihui.core.accounts.middleware import SecondFactorForStaff
from yucaihui.core.accounts.models import User
from yucaihui.core.ids import new_uid
from yucaihui.directory.services import update_person

pytestmark = pytest.mark.django_db
SHARED = "00000000000crawl"
# What an address may be asked with: every filter and order that a list could listen to.
SEARCHES = ("q", "name", "search", "text")
CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
# What a download draws anew each time: its number and its own hour.
DRAWN = re.compile(rb"/ID\s*\[[^]]*\]|/CreationDate\(D:[^)]*\)+")
# Hidden from blind judges: who the authors are.
AUTHOR = {
    "name": "墨染尘", "name_en": "Moran Chenzi", "organisation": "绛云阁科技有限公司",
    "organisation_en": "Jiangyunge Ltd", "email": "moran@jiangyunge.example",
    "story": "我们来自绛云阁", "file": "墨染尘-绛云阁.pdf",
}  # fmt: skip
# Hidden from everybody but the office: another judge, what they gave, what they wrote.
PEER = {"name": "司徒望舒", "email": "situ@panel.example", "comment": "拙作难登大雅"}
POINTS, OTHER_POINTS = 37, 73


@dataclass
class Stands:
    """The edition with its people; `readers` by role."""

    edition: Edition
    stage: Stage
    entry: Entry
    second: Entry
    peer: Judge
    readers: dict[str, User | None] = field(default_factory=dict)


@pytest.fixture
def city(monkeypatch: pytest.MonkeyPatch) -> Stands:
    monkeypatch.setattr(SecondFactorForStaff, "must_enrol", lambda *_: False)
    edition = make_edition()
    Edition.objects.filter(pk=edition.pk).update(gallery_from=timezone.now() + timedelta(days=9))
    stage = open_stage(edition)
    captain = make_person(
        user=make_user("talent", email=AUTHOR["email"]),
        name_zh=AUTHOR["name"], name_en=AUTHOR["name_en"],
    )  # fmt: skip
    # Verified organisations are public by themselves.
    firm = make_employer(
        name_zh=AUTHOR["organisation"], name_en=AUTHOR["organisation_en"], verified=False
    )
    entry = make_entry(
        stage.track,
        captain=captain,
        organisation=firm,
        title_zh=f"{AUTHOR['organisation']}电池项目",
        answers={
            "summary": f"由{AUTHOR['name']}主持，见 https://jiangyunge.example 、{AUTHOR['email']}",
            "leader_story": AUTHOR["story"],
        },
    )
    add_file(entry, make_pdf(), AUTHOR["file"])
    second = make_entry(stage.track)
    made = Stands(edition, stage, entry, second, make_peer(edition))
    peer_scores(made)
    present(made)
    made.readers = readers_of(made)
    share_the_uid(made)
    return made


def make_peer(edition: Edition) -> Judge:
    return make_judge(edition, email=PEER["email"], name_zh=PEER["name"])


def marks(points: int) -> scoring.Marks:
    every = dict.fromkeys(("innovation", "market", "team"), 100 * points)
    return scoring.Marks(every, {"team": PEER["comment"]}, PEER["comment"])


def peer_scores(made: Stands) -> None:
    """The peer has scored both entries, one low and one high."""
    for entry, points in ((made.entry, POINTS), (made.second, OTHER_POINTS)):
        score(assign(made.stage, entry, made.peer), marks(points))


def present(made: Stands) -> None:
    """Both entries in a roadshow, the peer on its panel: one result waits to be revealed."""
    now = timezone.now()
    roadshow = Roadshow.objects.create(
        stage=made.stage, name_zh="路演", starts_at=now, state="running", drawn_at=now, seed="s"
    )
    roadshow.panel.add(made.peer)
    for position, entry in enumerate((made.entry, made.second), 1):
        Slot.objects.create(
            roadshow=roadshow, entry=entry, position=position, state="closed", since=now
        )


def readers_of(made: Stands) -> dict[str, User | None]:
    stage, edition = made.stage, made.edition
    before, after, idle, conflicted = (make_judge(edition) for _ in range(4))
    for judge in (before, after, conflicted):
        for entry in (made.entry, made.second):
            assign(stage, entry, judge)
    for row in after.assignments.all():
        score(row)
    Conflict.objects.create(
        judge=conflicted, entry=made.entry, kind="entered", source="office", state="confirmed"
    )
    judges.declare_tie(before, "不相干的单位", by=user_of(before))
    return {
        "visitor": None,
        "talent": make_user("talent"),
        "entrant": made.second.case.subject.user,
        "judge of nothing": user_of(idle),
        "judge before": user_of(before),
        "judge after": user_of(after),
        "judge in conflict": user_of(conflicted),
        "employer": make_employer_user(),
        "partner": make_user("partner"),
    }


def make_employer_user() -> User:
    user = make_user("employer")
    make_employer(owner=user)
    return user


def share_the_uid(made: Stands) -> None:
    """One row of every model that has a uid, the hidden one where there is one, gets the one uid;
    rows of a judge go to each reader in turn (see `crawled`)."""
    for model in apps.get_models():
        if model._meta.app_label not in ("competitions", "casework"):
            continue
        try:
            model._meta.get_field("uid")
        except FieldDoesNotExist:
            continue
        row = wanted_row(model, made)
        if row is not None:
            model._default_manager.filter(pk=row.pk).update(uid=SHARED)


def wanted_row(model: Any, made: Stands) -> Any:
    rows = model._default_manager.order_by("pk")
    if model is apps.get_model("casework", "Case"):
        return rows.filter(pk=made.entry.pk).first()
    return rows.first()


def lend_the_uid(reader: User | None) -> None:
    """The rows that only their judge may open carry the uid of all while this reader looks."""
    for name in ("Judge", "Assignment"):
        model = apps.get_model("competitions", name)
        path = "person__user" if name == "Judge" else "judge__person__user"
        mine = model._default_manager.filter(**{path: reader}).order_by("pk").first()
        if mine is None or mine.uid == SHARED:
            continue
        model._default_manager.filter(uid=SHARED).update(uid=new_uid())
        model._default_manager.filter(pk=mine.pk).update(uid=SHARED)


def patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern) and one.name:
            yield space + one.name, one


def value_for(name: str, converter: Any) -> Any:
    """What fits a part of an address: the shared uid, or a value of the fixture's things."""
    kind = type(converter).__name__
    if kind == "IntConverter":
        return 2026 if name == "year" else 1
    known = {"field": "plan", "code": None, "name": "nev", "track": "nev", "language": "zh-hans"}
    if kind == "SlugConverter" and name in known and known[name]:
        return known[name]
    choices = converter.regex.split("|")
    return choices[0] if len(choices) > 1 and choices[0].isalnum() else SHARED


def pages(made: Stands) -> list[str]:
    """Addresses of all pages of competitions, and of the portal's, which list and count them."""
    with translation.override("zh-hans"):
        return sorted(set(addresses(made)))


def addresses(made: Stands) -> Iterator[str]:
    for name, pattern in patterns(get_resolver()):
        if not name.startswith(("competitions:", "portal:")):
            continue
        parts = pattern.pattern.converters
        for code in ("xingyu", made.entry.code) if "code" in parts else ("",):
            values = {key: value_for(key, one) for key, one in parts.items()}
            # A part of another kind is filled by its own module's crawl.
            with suppress(NoReverseMatch):
                yield reverse(name, kwargs={**values, "code": code} if code else values)


def reads(made: Stands) -> list[str]:
    """Addresses of every GET of the API, whatever it names."""
    known = {"code": "xingyu", "year": "2026", "track": "nev", "language": "zh-hans"}
    found = [
        re.sub(r"{(\w+)}", lambda part: known.get(part[1], SHARED), path)
        for method, path, _operation in operations(document_of(api))
        if method == "get"
    ]
    return sorted(set(found))


def answer(client: Client, path: str, query: dict[str, str] | None = None) -> bytes:
    """Status, headers and body as one, without what differs from request to request."""
    with transaction.atomic():
        response: Any = client.get(path, query or {}, headers={"accept-language": "en"})
        body = b"".join(response) if response.streaming else response.content
        transaction.set_rollback(True)
    kept = {name: value for name, value in response.headers.items() if name not in VOLATILE}
    head = f"{path} {response.status_code} {sorted(kept.items())}".encode()
    return head + unpacked(response, DRAWN.sub(b"", CSRF.sub(b"", body)))


VOLATILE = (
    "Content-Security-Policy", "Content-Length", "Expires", "Last-Modified", "ETag", "Vary",
    "X-Server-Time",
)  # fmt: skip


def unpacked(response: HttpResponse, body: bytes) -> bytes:
    """The words of a workbook; any other body as it is."""
    if "spreadsheet" not in response.headers.get("Content-Type", ""):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        names = [name for name in parts.namelist() if name != "docProps/core.xml"]
        return b"".join(parts.read(name) for name in sorted(names))


def client_of(user: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def crawled(made: Stands, role: str) -> dict[str, bytes]:
    """Every answer that a role gets, by address."""
    reader = made.readers[role]
    lend_the_uid(reader)
    client = client_of(reader)
    return {path: answer(client, path) for path in (*pages(made), *reads(made))}


# Who is told who the authors of the first entry are, or who its judges are and what they gave: none
# of these, in a blind stage that shows neither judges nor reviews.
ROLES = (
    "visitor", "talent", "entrant", "judge of nothing", "judge before", "judge after",
    "judge in conflict", "employer", "partner",
)  # fmt: skip
SECRETS = (*AUTHOR.values(), *PEER.values())
SEARCHED = ((AUTHOR["organisation"], "瀚海阑干百丈冰雪里"), (PEER["email"], "zzzz@zzzzz.zzzzzzz"))


@pytest.mark.parametrize("role", ROLES)
def test_a_role_learns_nothing_that_is_hidden_from_it(city: Stands, role: str) -> None:
    first = crawled(city, role)
    swap_scores(city)
    second = crawled(city, role)
    search = searched(city, role)
    change_authors(city)
    third = crawled(city, role)
    assert {
        "broken": [path for path, body in first.items() if body.startswith(f"{path} 5".encode())],
        "planted words found": planted(first),
        "depends on the scores of others": differing(first, second),
        "searched": search,
        "depends on who the authors are": differing(second, third),
    } == {
        "broken": [],
        "planted words found": [],
        "depends on the scores of others": [],
        "searched": [],
        "depends on who the authors are": [],
    }


def planted(answers: dict[str, bytes]) -> list[tuple[str, str]]:
    return [
        (path, secret)
        for path, body in answers.items()
        for secret in SECRETS
        if secret.encode() in body or secret.encode("unicode_escape") in body
    ]


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    return [path for path in before if before[path] != after.get(path)]


def change_authors(made: Stands) -> None:
    """Other people of another country and organisation, behind the same work."""
    person = made.entry.case.subject
    update_person(person, by=None, name_zh="石破天惊", name_en="Shi Potian", country="DE")
    firm = make_employer(name_zh="赤霞岛重工有限公司", name_en="Chixia Heavy Ltd", verified=False)
    words = {AUTHOR["name"]: "石破天惊", AUTHOR["organisation"]: firm.name_zh}
    version: Any = made.entry.submitted
    version.refresh_from_db()
    version.title_zh = replaced(version.title_zh, words)
    version.answers = {
        **version.answers,
        "summary": replaced(version.answers["summary"], words),
        "leader_story": "我们来自别处，人多得多，故事也长得多",
    }
    version.save()
    Entry.objects.filter(pk=made.entry.pk).update(organisation=firm, country="DE")


def replaced(text: str, words: dict[str, str]) -> str:
    for old, new in words.items():
        text = text.replace(old, new)
    return text


def swap_scores(made: Stands) -> None:
    """The peer's two sheets change places: whatever is sorted or summed by them changes."""
    for old, new in ((made.entry, OTHER_POINTS), (made.second, POINTS)):
        sheets = ScoreSheet.objects.filter(
            assignment__entry=old, assignment__judge=made.peer, state="submitted"
        )
        sheets.update(total=10_000 * new, comment="x" * new)
        Score.objects.filter(sheet__in=sheets).update(points=100 * new, comment="y" * new)


def searched(made: Stands, role: str) -> list[tuple[str, str]]:
    """Lists where a search for what is hidden gives another answer than one for nonsense of the
    same length."""
    reader = made.readers[role]
    lend_the_uid(reader)
    client = client_of(reader)
    leaks = []
    for path in (path for path in (*pages(made), *reads(made)) if "files" not in path):
        for secret, nonsense in SEARCHED:
            first, second = (
                answer(client, path, dict.fromkeys(SEARCHES, word)) for word in (secret, nonsense)
            )
            if echo_removed(first, secret) != echo_removed(second, nonsense):
                leaks.append((path, secret))
    return leaks


def echo_removed(body: bytes, word: str) -> bytes:
    """The body without the reader's own words, which pages repeat in their search field."""
    for form in (word, quote(quote(word)), quote(quote_plus(word)), quote(word), quote_plus(word)):
        body = body.replace(form.encode(), b"?")
    return body


def test_nobody_is_shown_the_draft_of_another_the_office_included(city: Stands) -> None:
    before = city.readers["judge before"]
    judge = Judge.objects.get(person__user=before)
    assignment = judge.assignments.get(entry=city.entry)
    sheet = scoring.open_sheet(assignment, by=before)
    scoring.save_sheet(
        sheet, scoring.Marks({"market": 8100}, {"market": "尚在斟酌未定"}), revision=0, by=before
    )
    city.readers["office"] = make_office()
    bodies = crawled(city, "office")
    assert [path for path, body in bodies.items() if "尚在斟酌未定".encode() in body] == []


def test_the_crawl_opens_what_a_judge_may_open(city: Stands) -> None:
    """Were everything refused, the crawl would prove nothing."""
    bodies = crawled(city, "judge before")
    opened = {path for path, body in bodies.items() if body.startswith(f"{path} 200".encode())}
    assert {
        f"/my/judging/entries/{SHARED}/",
        f"/my/judging/entries/{SHARED}/files/plan/",
        f"/my/judging/stages/{SHARED}/scores.xlsx",
        f"/my/judging/{SHARED}/",
        f"/api/v1/judging/assignments/{SHARED}/",
        "/api/v1/judging/assignments/",
    } <= opened
    assert b"\xe2\x96\x87\xe2\x96\x87" in bodies[f"/my/judging/entries/{SHARED}/"]
