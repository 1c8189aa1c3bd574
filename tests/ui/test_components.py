import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Engine
from django.utils.translation import override

DUE = date(2026, 12, 4)


@dataclass
class Thing:
    text: str = "Fits"
    weight: float | None = None
    label: str = "Open"
    url: str = "/open/"
    current: bool = False
    count: int | None = None
    at: datetime = datetime(2026, 11, 20, 1, 12, tzinfo=UTC)
    title: str = "Accepted"
    who: str = ""
    note: str = ""
    kind: str = ""


def render(source: str, **context: object) -> str:
    with override("en"):
        html = Engine.get_default().from_string(source).render(Context(context))
    return " ".join(html.split())


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{% promise due 9 %}", "9 working days left due 4 Dec 2026"),
        ("{% promise due 1 %}", "1 working day left due 4 Dec 2026"),
        ("{% promise due 0 %}", "Due today due 4 Dec 2026"),
        ("{% promise due -3 %}", "3 working days late was due 4 Dec 2026"),
        ("{% promise due 0 due %}", "Kept 4 Dec 2026"),
    ],
)
def test_a_promise_says_how_it_stands(source: str, text: str) -> None:
    assert words(render(source, due=DUE)) == text


def test_a_status_is_a_word_with_a_colour() -> None:
    assert render('{% chip "ok" "Approved" %}') == '<span class="chip chip-ok">Approved</span>'


def test_words_from_people_are_escaped() -> None:
    html = render('{% chip "ok" evil %}{% crumb evil %}{% score 0.5 evil %}', evil="<b>\"'")
    assert "<b>" not in html
    assert '"&lt;b&gt;&quot;&#x27;"' in html


def test_a_score_is_a_number_with_a_bar() -> None:
    assert render('{% score 0.826 "Match" %}') == (
        '<span class="score"><meter min="0" max="100" value="83" aria-label="Match"></meter>'
        '<span class="score-number">83</span></span>'
    )


def test_the_last_crumb_is_this_page() -> None:
    assert render('{% crumb "A" "/a/" %}{% crumb "B" %}') == (
        '<li><a href="/a/">A</a></li><li aria-current="page">B</li>'
    )


def test_the_present_step_is_marked_and_earlier_ones_are_done() -> None:
    html = render("{% steps labels 2 %}", labels=["Who", "What", "Send"])
    assert words(html) == "Who (done) 2 What 3 Send"
    assert html.count('aria-current="step"') == 1


def test_reasons_name_what_fits_and_what_is_missing() -> None:
    html = render("{% reasons why gaps %}", why=[Thing(weight=0.5)], gaps=[Thing("German")])
    assert words(html) == "What fits Fits What is missing German"
    assert 'value="0.500" aria-label="Weight of “Fits”"' in html


def test_a_figure_opens_to_its_rows() -> None:
    assert '<a href="/rows/">12</a>' in render('{% figure 12 "Open" "" "/rows/" %}')


def test_running_work_asks_again_and_finished_work_does_not() -> None:
    assert 'hx-get="/job/"' in render('{% progress "Reading" 1 2 "/job/" %}')
    assert "hx-get" not in render('{% progress "Reading" 2 2 %}')


def test_bars_are_scaled_to_the_largest() -> None:
    html = render('{% chart_table "By field" rows %}', rows=[("A", 20), ("B", 1200)])
    assert 'max="1200" value="20" aria-label="A"' in html
    assert words(html) == "By field A 20 B 1,200"


def test_bars_of_nothing_are_drawn() -> None:
    assert 'max="1" value="0"' in render('{% chart_table "None" rows %}', rows=[("A", 0)])


def test_tabs_are_links() -> None:
    html = render('{% tabs items "States" %}', items=[Thing(current=True, count=0), Thing()])
    assert words(html) == "Open 0 Open"
    assert html.count('aria-current="page"') == 1


def test_a_timeline_tells_what_who_and_when() -> None:
    html = render("{% timeline events %}", events=[Thing(who="Office", note="Send again")])
    assert words(html) == "Accepted 20 Nov 2026 09:12 · Office Send again"


def test_pages_keep_the_rest_of_the_address() -> None:
    page = Paginator(range(250), 25).page(5)
    html = render("{% pagination page query %}", page=page, query=QueryDict("q=x&page=5"))
    assert words(html) == "Previous 1 … 4 5 6 … 10 Next"
    assert 'aria-label="Page 5" aria-current="page"' in html
    assert 'href="?q=x&amp;page=4" rel="prev"' in html


def test_one_page_has_no_pagination() -> None:
    page = Paginator(range(3), 25).page(1)
    assert render("{% pagination page query %}", page=page, query=QueryDict()) == ""


def test_a_dialog_has_a_page_behind_it() -> None:
    html = render('{% confirm "w" "/ask/" "/do/" "Withdraw" "Withdraw?" "Sure?" %}')
    assert 'href="/ask/" data-dialog="w"' in html
    assert '<dialog id="w" class="dialog" aria-labelledby="w-title">' in html


def test_blocks_wrap_their_content() -> None:
    assert render('{% panel "T" 3 %}<p>x</p>{% endpanel %}') == (
        '<section class="panel"><h3>T</h3><p>x</p></section>'
    )
    assert render('{% fact "Degree" %}MSc{% endfact %}') == (
        "<div><dt>Degree</dt><dd>MSc</dd></div>"
    )


def test_the_salary_tag_and_the_masked_filter_are_at_hand() -> None:
    assert render("{% salary 1000 2000 %} {{ x|masked }}", x="13800000000") == (
        "CNY 1,000–2,000 a month 138****0000"
    )
