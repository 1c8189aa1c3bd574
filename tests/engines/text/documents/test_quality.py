import random

import pytest

from yucaihui.engines.text.documents.quality import is_garbled

ENGLISH = "Mara Lindqvist, photonics engineer. Built a test bench and led a team of six. " * 2
TEXTS = {
    "zh": "姓名：江望舒 求职意向：热管理工程师 电话：19900001234 负责电池热管理仿真并完成指标",
    "traditional": "姓名：江望舒 應徵職位：熱管理工程師 負責電池熱管理模擬並完成技術指標與專案",
    "en": ENGLISH,
    "acronyms": "SQL, HTML, CSS, MATLAB, AUTOSAR, GMP, GCP, HPLC, NMR, PCB, FPGA, VHDL, SPC, ROS",
    "fr": "Ingénieure expérimentée, diplômée de l’école supérieure, spécialisée en électronique "
    * 2,
    "ru": "Инженер по тепловому управлению, опыт работы десять лет, знание языков",
    "ja": "熱管理エンジニアとして電池の熱設計を担当し、シミュレーションを行いました。",
    "icons": "\uf095 19900001234 \uf0e0 mara@example.org \uf041 Oslo, Norway — Photonics Engineer",
    "empty": "",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_texts_that_one_can_read(text: str) -> None:
    assert is_garbled(text) is False


def random_han(count: int) -> str:
    draw = random.Random(7)  # noqa: S311  a fixed sample, nothing secret
    return "".join(chr(draw.randint(0x4E00, 0x9FA5)) for _ in range(count))


NOISE = {
    "character ids": " ".join(f"(cid:{n})" for n in range(40)),
    "private use": "\ue001\ue002\ue003\ue004 " * 10 + "2019-2020",
    "replacement": "\ufffd\ufffd\ufffd Data \ufffd\ufffd\ufffd",
    "controls": "\x01\x02\x03\x04\x05 abc",
    "drawn by lot": random_han(80),
    "shifted letters": "".join(chr(ord(c) - 29) if c != " " else c for c in ENGLISH),
    "utf-8 read as latin-1": TEXTS["zh"].encode().decode("latin-1"),
    "signs only": "!@#$%^&*()_+{}|:<>?" * 5,
}


@pytest.mark.parametrize("text", NOISE.values(), ids=NOISE)
def test_texts_that_no_one_can_read(text: str) -> None:
    assert is_garbled(text) is True
