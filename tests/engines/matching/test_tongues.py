"""The languages of a text: only texts in quite different ones are kept from comparing words."""

import pytest

from yucaihui.engines.matching.tongues import LANGUAGES, languages_of

CHINESE = "负责动力电池热管理系统的设计与仿真，熟悉 Python、MATLAB/Simulink、AMESim"
ENGLISH = "You will design and simulate the thermal management of our battery packs"
GERMAN = "Wir suchen für die Entwicklung eine Person mit Erfahrung, die im Team arbeitet und nicht"
SPANISH = "Buscamos una persona para el diseño de los sistemas con experiencia en las baterías y su"


def names(text: str) -> set[str]:
    found = languages_of(text)
    return {name for place, name in enumerate(LANGUAGES) if found >> place & 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CHINESE, {"zh"}),
        (ENGLISH, {"en"}),
        (GERMAN, {"de"}),
        (SPANISH, {"es"}),
        (f"{CHINESE}\n{ENGLISH}", {"zh", "en"}),
        ("データエンジニアとして開発を担当しました", {"ja"}),
        ("разработка и сопровождение", {"cyrillic"}),
        ("บัญชีและการเงิน", {"thai"}),
        ("", set()),
        ("🙂 2024-01-01 \ud800 \0", set()),
    ],
)
def test_languages(text: str, expected: set[str]) -> None:
    assert names(text) == expected


def test_names_of_tools_alone_could_be_of_any_language_in_latin_letters() -> None:
    assert {"en", "de", "es", "fr"} <= names("Java, Spring Boot, MySQL, Kafka")
    assert "zh" not in names("Java, Spring Boot, MySQL, Kafka")


def test_a_long_text_is_told_by_its_beginning() -> None:
    assert languages_of(CHINESE * 100_000) == languages_of(CHINESE)
