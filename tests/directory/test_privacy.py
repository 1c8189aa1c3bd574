"""One's data handed out as a whole, and erased everywhere but in the statistics."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from tests.factories import make_employer, make_resume, make_talent, make_user
from yucaihui.core.audit.queries import entries_of
from yucaihui.core.files.models import StoredFile
from yucaihui.core.files.services import read_bytes
from yucaihui.core.jobs.services import run_waiting
from yucaihui.core.mail.queries import letters_for
from yucaihui.core.mail.services import queue_letter
from yucaihui.core.search.services import put
from yucaihui.directory import queries, services
from yucaihui.directory.errors import AlreadyDecided
from yucaihui.directory.models import Person

ID_CARD = "11010519491231002X"
TRACES = ("司徒晓岚", "Situ Xiaolan", "situ.xiaolan", "13912345678", "渝江隐名大学", ID_CARD)


@pytest.fixture(autouse=True)
def root(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def full_record() -> Person:
    """A talent with something of every kind."""
    user = make_user("talent", email="situ.xiaolan@mail.test", language="en")
    study = {"institution": "渝江隐名大学", "studyType": "硕士"}
    person = make_talent_of(user, make_resume(education=[study]))
    services.add_identity_document(person, "id_card", ID_CARD, by=user)
    services.save_protected(person, by=user, gender="female", birth_year=1991, ethnicity="")
    services.record_fact(person, "award", {"to": "司徒晓岚"}, proof="issued", by=None)
    resume = {"basics": {"name": "司徒晓岚", "email": user.email}}
    services.upload_resume(person, json.dumps(resume).encode(), "司徒晓岚.json", by=user)
    firm = make_employer()
    services.accept_invitation(services.invite_member(firm, user.email, by=None), user=user)
    services.invite_member(make_employer(), user.email, by=None)
    services.declare_relation(person, firm, "business", by=user)
    queue_letter(to=user.email, subject="Dear Situ Xiaolan", body="…", reader=user)
    put("talent", {person.pk: "司徒晓岚"})
    run_waiting()
    return person


def make_talent_of(user: Any, resume: dict[str, Any]) -> Person:
    person = services.ensure_person(user, name_zh="司徒晓岚", name_en="Situ Xiaolan", country="CN")
    services.set_contacts(person, emails=[user.email], phones=["13912345678"], by=user)
    services.save_profile(person, "zh-hans", resume, by=user)
    services.grant_consent(person, "matching", by=user)
    return person


@pytest.mark.django_db
def test_the_export_has_every_part() -> None:
    person = full_record()
    data = services.export_person(person)
    assert data["person"]["name_zh"] == "司徒晓岚"
    assert [row["value"] for row in data["contacts"]] == [
        "situ.xiaolan@mail.test",
        "+8613912345678",
    ]
    assert data["identity_documents"][0]["masked"] == "110***********002X"
    assert data["protected_attributes"] == {
        "gender": "female", "birth_year": 1991, "ethnicity": "", "nationality": "",
        "disability": "",
    }  # fmt: skip
    counts = ("profiles", "facts", "consents", "relations", "resumes", "memberships", "letters")
    assert [len(data[name]) for name in counts] == [1, 1, 1, 1, 1, 1, 3]
    assert {"award", "matching"} <= {
        row["detail"].get(key) for row in data["acts_on_my_record"] for key in ("kind", "purpose")
    }
    assert data["promises"] == []


@pytest.mark.django_db
def test_the_export_is_a_zip_for_its_owner_that_replaces_the_one_before(
    django_capture_on_commit_callbacks: Any,
) -> None:
    person = full_record()
    with pytest.raises(PermissionDenied):
        services.request_export(person, by=make_user("office"))
    for _ in range(2):
        job = services.request_export(person, by=person.user)
        with django_capture_on_commit_callbacks(execute=True):
            run_waiting()
    job.refresh_from_db()
    file = StoredFile.objects.get(purpose="export")
    assert (job.result, file.owner) == ({"file": file.uid}, person.user)
    archive = zipfile.ZipFile(io.BytesIO(read_bytes(file)))
    cv = queries.resumes_of(person).get()
    assert archive.namelist() == ["data.json", f"cv/{cv.uid}-司徒晓岚.json"]
    assert json.loads(archive.read("data.json"))["person"]["uid"] == person.uid


def dump() -> str:
    """Every value of every table."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the database's own names
            rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows)


@pytest.mark.django_db
def test_nothing_names_the_person_after_erasure(
    client: Client, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    person = full_record()
    user = person.user
    assert user is not None
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    before = dump()
    assert [trace for trace in TRACES[:5] if trace not in before] == []
    with django_capture_on_commit_callbacks(execute=True):
        services.request_export(person, by=user)
        run_waiting()
    with django_capture_on_commit_callbacks(execute=True):
        services.erase_person(person, by=user)
    after = dump()
    assert [trace for trace in TRACES if trace in after] == []
    left = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert [trace for trace in TRACES for data in left if trace.encode() in data] == []


def body_to(user: Any) -> str:
    return str(letters_for(user)[0].body)


@pytest.mark.django_db
def test_letters_to_others_lose_the_name_and_the_journal_says_so() -> None:
    person, reader = full_record(), make_user()
    text = "司徒晓岚 (Situ Xiaolan), situ.xiaolan@mail.test, 139 1234 5678"
    queue_letter(to=reader.email, subject="司徒晓岚", body=text, reader=reader)
    services.erase_person(person, by=person.user)
    assert body_to(reader) == "▇▇ (▇▇), ▇▇, ▇▇"
    entry = entries_of("person", person.uid).get(action="letters.redacted")
    assert (entry.actor, entry.detail) == (None, {"letters": 1})


@pytest.mark.django_db
def test_a_namesakes_letters_stay_as_they_are() -> None:
    person, reader = full_record(), make_user()
    make_talent(name_zh="司徒晓岚")
    queue_letter(to=reader.email, subject="…", body="司徒晓岚, Situ Xiaolan", reader=reader)
    services.erase_person(person, by=None)
    assert body_to(reader) == "司徒晓岚, ▇▇"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["May", "Li"])
def test_a_name_that_is_a_word_is_left_in_letters_about_something_else(name: str) -> None:
    person, reader = make_talent(name_zh="", name_en=name), make_user()
    queue_letter(to=reader.email, subject="…", body=f"It begins in {name}.", reader=reader)
    services.erase_person(person, by=None)
    assert body_to(reader) == f"It begins in {name}."


@pytest.mark.django_db
def test_what_statistics_count_stays() -> None:
    person = full_record()
    user = person.user
    services.erase_person(person, by=make_user("office"))
    person.refresh_from_db()
    assert (person.country, person.name, person.erased_at is None) == ("CN", "", False)
    assert queries.person_of(user) is None
    assert list(queries.current_people()) == []
    assert not queries.has_consent(person, "matching")
    assert user is not None
    user.refresh_from_db()
    assert (user.is_active, user.email) == (False, f"{user.uid}@closed.invalid")
    with pytest.raises(AlreadyDecided):
        services.erase_person(person, by=None)


@pytest.mark.django_db
def test_records_merged_into_one_are_erased_with_it() -> None:
    kept, gone = full_record(), make_talent(name_zh="司徒晓岚")
    services.merge_people(kept, gone, by=None)
    services.erase_person(kept, by=None)
    gone.refresh_from_db()
    assert (gone.name_zh, gone.erased_at is None) == ("", False)


@pytest.mark.django_db
def test_nobody_erases_somebody_else() -> None:
    person = full_record()
    for stranger in (make_user("talent"), make_user("employer"), make_user("partner")):
        with pytest.raises(PermissionDenied):
            services.erase_person(person, by=stranger)
