"""Letters to judges, in their language; in both to one who has no account yet."""

from typing import Any

from yucaihui.competitions.models import Judge
from yucaihui.core.mail.services import queue_letter, write_to
from yucaihui.directory.letters import in_both_languages, path_for
from yucaihui.directory.queries import emails_of

FOLDER = "competitions/judging/letters"


def tell_judge(judge: Judge, event: str, page: str, **context: Any) -> None:
    """`event` names the template, `page` where the letter leads."""
    user = judge.person.user
    link = path_for(user, f"competitions:{page}", judge.uid)
    values = {"judge": judge, "edition": judge.edition, **context}
    if user is not None:
        write_to(user, f"{FOLDER}/{event}.txt", values, link=link)
        return
    subject, body = in_both_languages(f"{FOLDER}/{event}.txt", {**values, "link": link})
    for address in emails_of(judge.person)[:1]:
        queue_letter(to=address, subject=subject, body=body, link=link)
