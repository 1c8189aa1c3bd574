"""Notes are said in both tongues, to the talent and to the employer."""

import pytest

from yucaihui.engines.matching import Note, say
from yucaihui.engines.matching.words import SENTENCES

DEGREE = Note("no_degree", (("asked", 3), ("has", 2)))


def test_a_degree_too_low() -> None:
    assert say(DEGREE, "zh") == "学历要求硕士，您为本科"
    assert say(DEGREE, "en") == "asks for a master's degree, you have a bachelor's degree"
    assert say(DEGREE, "zh", "employer") == "学历要求硕士，候选人为本科"
    assert say(DEGREE, "en", "employer") == (
        "asks for a master's degree, the candidate has a bachelor's degree"
    )


@pytest.mark.parametrize(
    ("note", "zh", "en"),
    [
        (
            Note("no_years", (("asked", 5), ("has", 3.4))),
            "要求5年工作经验，您有3.4年，差1.6年",
            "asks for 5 years, you have 3.4: 1.6 short",
        ),
        (
            Note("no_salary", (("asked", 20000), ("has", 30000))),
            "月薪最高20,000元，低于您期望的30,000元，差10,000元",
            "pays up to 20,000 yuan a month, you wish for 30,000 or more: 10,000 short",
        ),
        (
            Note("no_language", (("language", "de"), ("asked", 4), ("has", 0))),
            "要求德语 B2，您为不会",
            "asks for German B2 or better, you have none",
        ),
        (
            Note("unknown_language", (("language", "ja"), ("asked", None), ("has", None))),
            "要求日语，您的水平未填写",
            "asks for Japanese, yours is not known",
        ),
        (
            Note("unknown_condition", (("condition", "work_permit"), ("asked", 1), ("has", None))),
            "需要确认的条件：持有工作许可",
            "a condition still to be confirmed: holds a work permit",
        ),
        (
            Note("no_condition", (("condition", "驾照 C1"), ("asked", 1), ("has", 0))),
            "不符合条件：驾照 C1",
            "does not meet the condition: 驾照 C1",
        ),
        (
            Note("missing_skill", (("skill", "Kafka"), ("share", 0.256))),
            "未见所需技能“Kafka”（占技能要求的26%）",
            "the skill Kafka was not found (26% of the skills asked for)",
        ),
        (
            Note("near_skill", (("skill", "Spark"), ("own", "Flink"), ("share", 0.25))),
            "具备“Flink”，与所需技能“Spark”相近（计技能要求的25%）",
            "has Flink, close to the Spark asked for (counts 25% of the skills asked for)",
        ),
        (
            Note("other_language"),
            "岗位描述与您的经历所用语言不同，只比较职务和技能",
            "the texts are in different languages: titles and skills alone are compared",
        ),
        (
            Note("no_degree", (("asked", 1), ("has", 0))),
            "学历要求大专，您为大专以下",
            "asks for a college diploma, you have no degree",
        ),
    ],
)
def test_sentences(note: Note, zh: str, en: str) -> None:
    assert (say(note, "zh"), say(note, "en")) == (zh, en)


def test_braces_in_a_name_are_only_text() -> None:
    note = Note("missing_skill", (("skill", "{asked}"), ("share", 1.0)))
    assert say(note, "en") == "the skill {asked} was not found (100% of the skills asked for)"


def test_every_code_the_verdicts_give_has_its_sentence() -> None:
    kinds = ("degree", "years", "salary", "place", "language", "condition")
    silent = {"unknown_salary", "unknown_place"}
    codes = {prefix + kind for kind in kinds for prefix in ("", "no_", "unknown_")} - silent
    of_terms = {"title", "skill", "near_skill", "missing_skill", "text", "other_language"}
    assert SENTENCES.keys() - codes == of_terms
    assert codes <= SENTENCES.keys()
