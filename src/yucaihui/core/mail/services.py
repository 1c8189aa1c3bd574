"""Write letters into the outbox, and send what lies there."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone, translation

from yucaihui.core.installation.queries import marked_demo
from yucaihui.core.mail.models import Letter

MAX_ATTEMPTS = 6
COVER = "▇▇"
NUMBER = re.compile(r"\+?\d{7,}")


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


def cover_in_letters(words: Iterable[str], *, about: Iterable[str] | None = None) -> int:
    """Cover names, addresses and telephone numbers in the letters to anybody, sent or not; given
    `about`, only in those whose link holds one of these ids. Gives how many letters changed.

    It reads every letter that may hold a word: for the rare erasure, not for pages.
    """
    wanted = [word for word in words if word.strip()]
    pattern = re.compile("|".join(map(written, wanted)) or r"(?!)", re.IGNORECASE)
    letters = Letter.objects.filter(any_of("subject", wanted) | any_of("body", wanted))
    if about is not None:
        letters = letters.filter(any_of("link", about))
    changed = [letter for letter in letters.order_by("pk") if cover(letter, pattern)]
    Letter.objects.bulk_update(changed, ["subject", "body"], batch_size=500)
    return len(changed)


def any_of(field: str, words: Iterable[str]) -> Q:
    """Rows whose `field` holds one of `words` in some writing; none without words."""
    parts = [part for word in words for part in parts_of(word)]
    return reduce(or_, (Q(**{f"{field}__icontains": part}) for part in parts), Q(pk=None))


def parts_of(word: str) -> list[str]:
    """What stands in every common way of writing the word, to find the few letters to read."""
    if NUMBER.fullmatch(word):
        return [word[-4:]]
    if word.isascii():
        return [max(word.split(), key=len)]
    return [word, " ".join(word)]


def written(word: str) -> str:
    """A pattern for the word with other blanks in it; for a number without its country too."""
    if NUMBER.fullmatch(word):
        digits = word.lstrip("+").removeprefix("86")
        return r"(?<!\d)(?:\+?86[\s-]*)?" + r"[\s.-]*".join(digits) + r"(?!\d)"
    if not word.isascii():
        return r"\s*".join(re.escape(letter) for letter in word if not letter.isspace())
    return r"(?<!\w)" + r"\s+".join(map(re.escape, word.split())) + r"(?!\w)"


def cover(letter: Letter, pattern: re.Pattern[str]) -> bool:
    before = letter.subject, letter.body
    letter.subject, letter.body = (pattern.sub(COVER, text) for text in before)
    return (letter.subject, letter.body) != before


def forget_reader(reader: Any, addresses: Iterable[str]) -> None:
    """Delete the letters to a reader and to addresses of theirs, sent or not."""
    Letter.objects.filter(to__in=list(addresses)).delete()
    if reader is not None:
        Letter.objects.filter(reader=reader).delete()


def forget_link(link: str) -> None:
    """Delete the letters that lead to `link`, sent or not."""
    Letter.objects.filter(link=link).delete()
