"""The public pages of positions: what is open is shown, found and fed; what is not is nowhere."""

import json
import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_employer, make_posting, make_user
from tests.queries import queries_of
from yucaihui.engines.text.jsonld import validate
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.search import public_totals
from yucaihui.recruitment.services import postings as verbs

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(client: Client, query: str = "", language: str = "") -> list[str]:
    page = client.get(f"{language}/positions/{query}").content.decode()
    return re.findall(r'class="posting-title"><a [^>]*>([^<]*)<', page)


def everywhere(client: Client, posting: Posting) -> dict[str, bool]:
    """Where the posting shows to a visitor."""
    return {
        "list": posting.uid in client.get("/positions/").content.decode(),
        "feed": posting.uid in client.get("/positions/feed/").content.decode(),
        "sitemap": posting.uid in client.get("/sitemap-positions.xml").content.decode(),
        "api": posting.uid in client.get("/api/v1/positions/").content.decode(),
        "employer": posting.uid
        in client.get(f"/employers/{posting.employer.uid}/").content.decode(),
    }


NOWHERE = dict.fromkeys(("list", "feed", "sitemap", "api", "employer"), False)
EVERYWHERE = dict.fromkeys(NOWHERE, True)


def test_an_open_posting_is_everywhere(client: Client) -> None:
    posting = make_posting()
    assert everywhere(client, posting) == EVERYWHERE
    assert client.get(f"/positions/{posting.uid}/").status_code == 200


def test_a_closed_posting_is_gone_and_left_everything(client: Client) -> None:
    posting = make_posting()
    everywhere(client, posting)
    verbs.close_posting(posting, "filled", by=None)
    assert everywhere(client, posting) == NOWHERE
    response = client.get(f"/positions/{posting.uid}/")
    assert response.status_code == 410
    assert "ld+json" not in response.content.decode()


def test_an_expired_posting_is_gone_and_left_everything(client: Client) -> None:
    posting = make_posting()
    yesterday = timezone.localdate() - timedelta(days=1)
    Posting.objects.filter(pk=posting.pk).update(
        valid_through=yesterday, posted_on=yesterday, updated_at=timezone.now()
    )
    assert everywhere(client, posting) == NOWHERE
    assert client.get(f"/positions/{posting.uid}/").status_code == 410


def test_a_draft_one_on_hold_and_one_of_an_unverified_employer_are_not_there(
    client: Client,
) -> None:
    unverified = make_posting(make_employer(verified=False))
    held = verbs.hold_posting(make_posting(), by=None)
    for posting in (unverified, held, make_posting(published=False)):
        assert client.get(f"/positions/{posting.uid}/").status_code == 404
        assert posting.uid not in client.get("/positions/").content.decode()


def test_the_employers_member_sees_what_is_not_public_without_markup(client: Client) -> None:
    owner = make_user("employer")
    posting = make_posting(make_employer(verified=False, owner=owner))
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/positions/{posting.uid}/").content.decode()
    assert "ld+json" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_markup_has_no_fault_and_says_what_the_page_says(client: Client) -> None:
    posting = make_posting(title_en="Battery thermal engineer", description_en="Do it.\n- well")
    for prefix, title in (("", posting.title_zh), ("/en", "Battery thermal engineer")):
        page = client.get(f"{prefix}/positions/{posting.uid}/").content.decode()
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
        assert found is not None
        document = json.loads(found[1])
        assert validate(document, on=timezone.localdate()) == ()
        assert document["title"] == title
        assert document["description"] in page


def test_markup_in_a_description_stays_text(client: Client) -> None:
    posting = make_posting(description_zh="</script><script>alert(1)</script>职责：电池热管理仿真")
    page = client.get(f"/positions/{posting.uid}/").content.decode()
    assert "<script>alert" not in page


def test_the_feed_is_atom_with_absolute_addresses(client: Client) -> None:
    posting = make_posting()
    make_posting(title_zh="财务经理", district="渝中区")
    response = client.get("/positions/feed/?district=渝北区")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(response.content)  # noqa: S314 - our own text
    links = [
        link.attrib["href"]
        for entry in feed.iter(f"{ATOM}entry")
        for link in entry.findall(f"{ATOM}link")
    ]
    assert links == [f"http://127.0.0.1:8000/positions/{posting.uid}/"]


def test_the_sitemap_names_each_posting_in_both_languages_with_its_last_change(
    client: Client,
) -> None:
    posting = make_posting()
    text = client.get("/sitemap-positions.xml").content.decode()
    assert re.findall(r"<loc>([^<]*)</loc><lastmod>([^<]*)</lastmod>", text) == [
        (f"http://127.0.0.1:8000{prefix}/positions/{posting.uid}/", str(timezone.localdate()))
        for prefix in ("", "/en")
    ]


def test_robots_keep_out_of_the_private_parts(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /employer/" in lines
    assert "Disallow: /en/my/" in lines
    assert lines[-1] == "Sitemap: http://127.0.0.1:8000/sitemap.xml"


def test_words_find_title_skill_employer_and_place_in_both_languages(client: Client) -> None:
    employer = make_employer(name_zh="渝北星河机器人有限公司", name_en="Xinghe Robotics")
    make_posting(employer, title_zh="伺服工程师", title_en="Servo engineer", skills=["PLC"])
    make_posting(
        title_zh="会计",
        district="万州区",
        description_zh="负责总账核算与财务报表编制工作，熟悉税法。",
    )
    for text in ("伺服", "servo", "PLC", "星河", "robotics"):
        assert titles(client, f"?q={text}") == ["伺服工程师"]
    assert titles(client, "?q=万州") == ["会计"]
    assert titles(client, "?q=servo", "/en") == ["Servo engineer"]
    assert titles(client, "?q=zzz") == []


def test_titles_with_all_words_come_before_texts_with_them(client: Client) -> None:
    make_posting(title_zh="热管理工程师")
    make_posting(
        title_zh="软件工程师", description_zh="与热管理团队合作开发软件，负责接口设计与联调工作。"
    )
    assert titles(client, "?q=热管理") == ["热管理工程师", "软件工程师"]
    assert titles(client, "?q=热管理&sort=newest") == ["软件工程师", "热管理工程师"]


def sorts(client: Client, query: str) -> list[tuple[str, str]]:
    """(value, " selected" or "") of each order on offer."""
    page = client.get(f"/positions/{query}").content.decode()
    select = page.split('name="sort">')[1].split("</select>")[0]
    return re.findall(r'<option value="(\w*)"( selected|)>', select)


def test_the_order_that_suits_the_search_is_the_one_without_a_value(client: Client) -> None:
    assert sorts(client, "") == [("", " selected"), ("salary", "")]
    assert sorts(client, "?q=热&sort=") == [("", " selected"), ("newest", ""), ("salary", "")]
    assert sorts(client, "?q=热&sort=newest") == [("", ""), ("newest", " selected"), ("salary", "")]


def test_sorting_by_salary_puts_unknown_pay_last(client: Client) -> None:
    for title, pay in (("a", 10_000), ("b", None), ("c", 30_000)):
        make_posting(title_zh=title, salary_min=pay, salary_max=pay, salary_negotiable=pay is None)
    assert titles(client, "?sort=salary") == ["c", "a", "b"]


def test_htmx_gets_the_results_alone(client: Client) -> None:
    make_posting()
    whole, part = (
        client.get("/positions/"),
        client.get("/positions/", headers={"HX-Request": "true"}),
    )
    assert part.content.decode().lstrip().startswith('<div id="found"')
    assert "<html" in whole.content.decode()
    assert "HX-Request" in whole["Vary"]


@pytest.mark.parametrize(
    "query",
    ["?page=99", "?page=x", "?page=-1", "?sort=zzz", "?degree=zzz", "?salary=1&salary=2",
     "?q=%00", "?q=%22*(", "?district=&cluster=%E4%B8%8D", "?q=" + "长" * 300],
)  # fmt: skip
def test_any_address_gets_an_answer(client: Client, query: str) -> None:
    make_posting()
    assert client.get(f"/positions/{query}").status_code == 200


@pytest.mark.parametrize(
    ("path", "limit"),
    [("/positions/", 12), ("/positions/?q=工程师&district=渝北区", 12), ("/positions/feed/", 6)],
)
def test_lists_cost_the_same_queries_for_1_3_and_50_rows(
    client: Client, path: str, limit: int
) -> None:
    employer, counts = make_employer(), []
    for rows in (1, 2, 47):
        for _ in range(rows):
            make_posting(employer)
        client.get(path)
        counts.append(queries_of(lambda: client.get(path)))
    assert len(set(counts)) == 1
    assert counts[0] <= limit


def test_a_postings_page_costs_the_same_queries_however_many_are_similar(client: Client) -> None:
    posting, counts = make_posting(), []
    for rows in (1, 2, 47):
        for _ in range(rows):
            make_posting(posting.employer)
        counts.append(queries_of(lambda: client.get(f"/positions/{posting.uid}/")))
    assert len(set(counts)) == 1


def test_similar_positions_share_skills_before_they_are_new(client: Client) -> None:
    posting = make_posting(skills=["Python", "CFD"])
    near = make_posting(title_zh="近", skills=["CFD"])
    make_posting(title_zh="远", skills=[])
    page = client.get(f"/positions/{posting.uid}/").content.decode()
    assert page.index(near.uid) < page.index("远")


def test_totals_count_postings_employers_and_vacancies() -> None:
    employer = make_employer()
    make_posting(employer, headcount=3)
    make_posting(employer, headcount=None)
    make_posting(make_employer(verified=False), headcount=9)
    totals = public_totals(timezone.localdate())
    assert (totals.postings, totals.employers, totals.vacancies) == (2, 1, 4)


def test_employers_are_listed_with_their_open_positions_most_first(client: Client) -> None:
    few, many, hidden = make_employer(), make_employer(), make_employer(verified=False)
    make_posting(few)
    for _ in range(2):
        make_posting(many)
    page = client.get("/en/employers/").content.decode()
    assert re.findall(r'href="/en/employers/(\w+)/"', page) == [many.uid, few.uid]
    assert "2 open positions" in page
    assert client.get(f"/employers/{hidden.uid}/").status_code == 404
    found = client.get(f"/employers/?q={few.name_zh}").content.decode()
    assert re.findall(r'href="/employers/(\w+)/"', found) == [few.uid]


def test_employers_cost_the_same_queries_for_1_3_and_30(client: Client) -> None:
    counts = []
    for rows in (1, 2, 27):
        for _ in range(rows):
            make_posting()
        client.get("/employers/")
        counts.append(queries_of(lambda: client.get("/employers/")))
    assert len(set(counts)) == 1
