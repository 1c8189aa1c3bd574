import os
import pytest
from pathlib import Path
from datetime import timedelta
from django.urls import reverse
from django.utils import timezone, translation
from tests.journeys.conftest import session_cookie
from tests.factories import make_posting, make_talent, make_user, make_employer, make_resume
from tests.recruitment.applications.city import City, appointment, some_terms
from yucaihui.recruitment.services.applications import apply, move_application
from yucaihui.recruitment.services.offers import send_offer
from yucaihui.recruitment.services.reviews import request_review
from yucaihui.recruitment.services.transfers import propose_transfer

OUT = Path("/tmp/appl/shots")
OUT.mkdir(parents=True, exist_ok=True)
TITLES = [
    ("电池热管理工程师", "Battery thermal engineer"),
    ("嵌入式软件工程师", "Embedded software engineer"),
    ("智能座舱产品经理", "Cockpit product manager"),
]
NAMES = [
    ("顾澄澜", "Gu Chenglan"),
    ("罗予安", "Luo Yuan"),
    ("沈嘉木", "Shen Jiamu"),
    ("Ole Hansen", "Ole Hansen"),
    ("程知远", "Cheng Zhiyuan"),
    ("叶青禾", "Ye Qinghe"),
    ("白露", "Bai Lu"),
]


@pytest.mark.django_db(transaction=True)
def test_shots(page_in, live_server, browser, axe=None):
    from tests.journeys import conftest as J

    city = City()
    city.employer.name_zh = "澜河动力科技有限公司"
    city.employer.name_en = "Lanhe Power Ltd"
    city.employer.save()
    posts = [
        make_posting(
            city.employer,
            title_zh=a,
            title_en=b,
            description_en="Thermal simulation of battery packs; bench tests; Python and CFD.",
        )
        for a, b in TITLES
    ]
    city.posting = posts[0]
    city.talent.name_zh, city.talent.name_en = NAMES[0]
    city.talent.save()
    rows = []
    for i, (zh, en) in enumerate(NAMES):
        who = city.talent if i == 0 else make_talent(name_zh=zh, name_en=en)
        rows.append(
            apply(
                who,
                posts[i % 3],
                by=who.user,
                consent=True,
                cover_note="您好，我是%s，毕业于渝江理工大学，32岁，做过三代电池包的热仿真与台架验证，期待加入。"
                % zh,
            )
        )
    o = city.owner
    for r in rows[:5]:
        move_application(r, "shortlist", by=o)
    city.invited(rows[0])
    city.invited(rows[1], hours=72)
    offer = send_offer(rows[0], some_terms(text="提供人才公寓一年；试用期三个月。"), by=o)
    move_application(
        rows[4], "reject", by=o, reason="experience", note="需要五年以上整车经验", share=True
    )
    other = make_posting(
        make_employer(name_zh="青崖机器人有限公司", name_en="Qingya Robotics Ltd"),
        title_zh="热管理系统专家",
        title_en="Thermal systems expert",
    )
    prop = propose_transfer(rows[1], other, by=o)
    review = request_review(
        city.talent,
        posts[1],
        question="我熟悉 CFD 仿真，为什么没有算进去？",
        explanation={"score": 0.41, "version": "1"},
        by=city.user,
    )
    officer = make_user("office")
    import yucaihui.core.accounts.middleware as m

    m.lacks_second_factor = lambda u: False
    U = {
        "t": city.user,
        "t1": rows[1].person.user,
        "o": o,
        "off": officer,
        "t4": rows[4].person.user,
    }
    pages = [
        ("apply", "t", ("apply", posts[2].uid)),
        ("mine", "t", ("my_applications",)),
        ("my", "t", ("my_application", rows[0].uid)),
        ("my_transfer", "t1", ("my_application", rows[1].uid)),
        ("my_rej", "t4", ("my_application", rows[4].uid)),
        ("offer_answer", "t", ("my_offer", rows[0].uid, offer.uid)),
        ("withdraw", "t", ("withdraw", rows[0].uid)),
        ("board", "o", ("board",)),
        ("received", "o", ("received",)),
        ("app_blind", "o", ("application", rows[5].uid)),
        ("app_named", "o", ("application", rows[1].uid)),
        ("app_offer", "o", ("application", rows[0].uid)),
        ("reject", "o", ("reject", rows[2].uid)),
        ("interview", "o", ("new_interview", rows[2].uid)),
        ("offer", "o", ("new_offer", rows[2].uid)),
        ("retract", "o", ("retract_offer", rows[0].uid)),
        ("transfer", "o", ("new_transfer", rows[2].uid)),
        ("funnel", "off", ("funnel",)),
        ("reviews", "off", ("reviews",)),
        ("review_off", "off", ("review", review.uid)),
        ("review_t", "t", ("review", review.uid)),
    ]
    only = os.environ.get("ONLY", "").split(",") if os.environ.get("ONLY") else None
    for key in U:
        for lang in ("zh", "en"):
            for width in (1280, 360):
                ctx = browser.new_context(
                    base_url=live_server.url, viewport={"width": width, "height": 900}
                )
                ctx.add_cookies([session_cookie(U[key], live_server.url)])
                page = ctx.new_page()
                for name, k, (view, *args) in pages:
                    if k != key or (only and name not in only):
                        continue
                    with translation.override("zh-hans" if lang == "zh" else "en"):
                        url = reverse(f"recruitment:{view}", args=args)
                    page.goto(url)
                    over = page.evaluate(
                        "document.documentElement.scrollWidth-document.documentElement.clientWidth"
                    )
                    page.add_script_tag(path=str(J.AXE)) if False else page.evaluate(
                        J.AXE.read_text()
                    )
                    v = page.evaluate(
                        "axe.run(document,{runOnly:%s}).then(r=>r.violations.map(v=>v.id+': '+v.nodes.map(n=>n.target.join(' ')).slice(0,3).join(' | ')))"
                        % J.RULES
                    )
                    if v or over:
                        print("AXE", name, lang, width, over, v)
                    page.screenshot(path=str(OUT / f"{name}-{lang}-{width}.png"), full_page=True)
                ctx.close()
