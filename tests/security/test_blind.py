"""Until the shortlist nobody at the employer reads who the applicant is, on any list."""

import pytest
from django.test import Client

from tests.factories import make_employer, make_posting, make_resume, make_talent, make_user
from yucaihui.core.mail.queries import letters_for
from yucaihui.recruitment.services.applications import apply, move_application

pytestmark = pytest.mark.django_db
LISTS = ("/en/employer/applications/", "/en/employer/applications/list/")
WHO = ("隐真名", "男", "28岁", "清华")


def test_a_headline_that_names_its_person_is_covered_on_every_list(client: Client) -> None:
    owner = make_user()
    posting = make_posting(make_employer(owner=owner))
    resume = make_resume(basics={"label": "隐真名，男，28岁，热管理工程师"})
    talent = make_talent(name_zh="隐真名", resume=resume)
    application = apply(talent, posting, by=talent.user, consent=True)
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    pages = [client.get(path).content.decode() for path in LISTS]
    letters = [letter.subject + letter.body for letter in letters_for(owner)]
    blind = [word for text in [*pages, *letters] for word in WHO if word in text]
    for name in ("view", "shortlist"):
        move_application(application, name, by=owner)
    named = ["隐真名" in client.get(path).content.decode() for path in LISTS]
    assert (blind, named) == ([], [True, True])
