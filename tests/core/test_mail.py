"""The outbox: each letter is sent once, tried again after a failure, and kept to be read."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from yucaihui.core.accounts.services import create_user
from yucaihui.core.installation.services import mark_demo
from yucaihui.core.mail.models import Letter
from yucaihui.core.mail.queries import unread_count
from yucaihui.core.mail.services import cover_in_letters, mark_read, queue_letter, send_waiting

pytestmark = pytest.mark.django_db


def queued(**more: Any) -> Letter | None:
    return queue_letter(to="lin@city.example", subject="Hello\nBcc: x@y", body="Dear Lin", **more)


def test_a_letter_is_sent_once() -> None:
    queued()
    assert (send_waiting(), send_waiting(), len(mail.outbox)) == (1, 0, 1)


def test_a_demo_sends_nothing() -> None:
    mark_demo(seed=1, scale=1)
    queued()
    assert (send_waiting(), mail.outbox) == (0, [])


def test_a_line_break_in_the_subject_adds_no_header() -> None:
    queued()
    send_waiting()
    assert mail.outbox[0].subject == "Hello Bcc: x@y"


def test_the_same_key_is_written_once() -> None:
    assert (queued(key="reminder-1") is None, queued(key="reminder-1") is None) == (False, True)


def test_a_failure_is_tried_again_after_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    queued()

    def refuse(*_: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", refuse)
        failed = send_waiting()
    at_once = send_waiting()
    Letter.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))
    assert (failed, at_once, send_waiting()) == (0, 0, 1)


def test_reading_a_letter_counts_it_as_read() -> None:
    reader = create_user("lin@city.example")
    letter = queued(reader=reader)
    assert letter is not None
    before = unread_count(reader)
    mark_read(letter, timezone.now())
    assert (before, unread_count(reader)) == (1, 0)


@pytest.mark.parametrize(
    ("word", "text", "left"),
    [
        ("顾澄澜", "我是顾 澄 澜，顾澄澜。", "我是▇▇，▇▇。"),
        ("Chenglan Gu", "Dear CHENGLAN  GU, Chenglan Guo", "Dear ▇▇, Chenglan Guo"),
        ("gu@mail.test", "to Gu@mail.test.", "to ▇▇."),
        ("+8613912345678", "Tel 139-1234 5678 or +86 13912345678", "Tel ▇▇ or ▇▇"),
        ("+8613912345678", "number 913912345678", "number 913912345678"),
        ("", "nothing", "nothing"),
    ],
)
def test_a_word_is_covered_however_it_is_written(word: str, text: str, left: str) -> None:
    letter = queue_letter(to="lin@city.example", subject=text, body=f"{text}\n{text}")
    assert letter is not None
    changed = cover_in_letters([word])
    letter.refresh_from_db()
    assert (letter.subject, letter.body) == (left, f"{left}\n{left}")
    assert changed == int(text != left)


def test_words_are_covered_only_in_letters_that_lead_to_what_they_are_about() -> None:
    links = ("/en/applications/abc/", "/applications/xyz/")
    letters = [queued(link=link) for link in links]
    assert cover_in_letters(["Lin"], about=["abc"]) == 1
    bodies = [Letter.objects.get(pk=letter.pk).body for letter in letters if letter]
    assert bodies == ["Dear ▇▇", "Dear Lin"]
    assert cover_in_letters(["Lin"], about=[]) == 0
