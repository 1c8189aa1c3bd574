"""Write letters into the outbox, and send what lies there."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation

from yucaihui.core.installation.queries import marked_demo
from yucaihui.core.mail.models import Letter

MAX_ATTEMPTS = 6


def queue_letter(
    *, to: str, subject: str, body: str, reader: Any = None, link: str = "", key: str | None = None
) -> Letter | None:
    """Put a letter into the outbox; None when one with the same `key` is there already."""
    letter = Letter(
        reader=reader,
        to=to,
        subject=" ".join(subject.split())[:200],
        body=body,
        link=link,
        key=key,
    )
    if key is None:
        letter.save()
        return letter
    Letter.objects.bulk_create([letter], ignore_conflicts=True)
    return Letter.objects.filter(uid=letter.uid).first()


def write_to(
    reader: Any, template: str, context: dict[str, Any], *, link: str = "", key: str | None = None
) -> Letter | None:
    """A letter in the reader's language from `template`: its first line is the subject."""
    with translation.override(reader.language):
        text = render_to_string(template, {**context, "site": settings.SITE_URL, "link": link})
    subject, _, body = text.strip().partition("\n")
    return queue_letter(
        to=reader.email, subject=subject, body=body.strip(), reader=reader, link=link, key=key
    )


def send_waiting(limit: int = 200) -> int:
    """Send the letters that are due, oldest first; gives how many went out.

    Two workers never send the same letter: the attempt is claimed first. A crash between hand-over
    and mark sends it again after the pause; nothing is lost. In a demo nothing goes out: its people
    don't exist, and their letters are read on its pages.
    """
    if marked_demo():
        return 0
    due = Letter.objects.filter(
        sent_at=None, next_attempt_at__lte=timezone.now(), attempts__lt=MAX_ATTEMPTS
    ).order_by("id")
    return sum(send_one(letter) for letter in due[:limit])


def send_one(letter: Letter) -> bool:
    claimed = Letter.objects.filter(pk=letter.pk, sent_at=None, attempts=letter.attempts).update(
        attempts=F("attempts") + 1, next_attempt_at=timezone.now() + pause(letter.attempts)
    )
    if not claimed:
        return False
    mail = EmailMessage(letter.subject, letter.body, to=[letter.to])
    try:
        mail.send()
    except (SMTPException, OSError):
        return False
    Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now())
    return True


def pause(attempts: int) -> timedelta:
    """5 minutes after the first failure, then 10, 20, 40 …"""
    return timedelta(minutes=5 * 2**attempts)


def mark_read(letter: Letter, at: datetime) -> None:
    Letter.objects.filter(pk=letter.pk, read_at=None).update(read_at=at)


def forget_reader(reader: Any, addresses: Iterable[str]) -> None:
    """Delete the letters to a reader and to addresses of theirs, sent or not."""
    Letter.objects.filter(to__in=list(addresses)).delete()
    if reader is not None:
        Letter.objects.filter(reader=reader).delete()


def forget_link(link: str) -> None:
    """Delete the letters that lead to `link`, sent or not."""
    Letter.objects.filter(link=link).delete()
