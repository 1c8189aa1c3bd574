"""Which texts the encoder is asked about."""

import pytest

from yucaihui.engines.matching.encoding.letters import spoken


@pytest.mark.parametrize(
    "title",
    [
        "数据工程师",
        "Ingenieur für Maschinenbau",
        "técnico de señales",
        "inżynier budowy",
        "yazılım mühendisi",
        "İnşaat mühendisi",
        "инженер-механик",
        "مهندس برمجيات",
        "วิศวกร",
        "ソフトウェアエンジニア",
        "소프트웨어 엔지니어",
        "Škoda service technician",
        "C++",
        "",
    ],
)
def test_titles_in_its_languages_are_spoken(title: str) -> None:
    assert spoken(title)


@pytest.mark.parametrize(
    "title",
    [
        "Μηχανικός λογισμικού",
        "מהנדס תוכנה",
        "सॉफ्टवेयर इंजीनियर",
        "kỹ sư phần mềm",
        "strojní inženýr",
        "інженер-механік",
        "szoftverfejlesztő",
        "ሰላም",
    ],
)
def test_titles_in_letters_of_others_are_not(title: str) -> None:
    assert not spoken(title)
