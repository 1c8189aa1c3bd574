"""What a judge signs. A change of the text is a new version: a judge's row names the one signed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pledge:
    points_zh: tuple[str, ...]
    points_en: tuple[str, ...]


PLEDGES = {
    "2026-1": Pledge(
        points_zh=(
            "我将独立、公正地评审，只依据评分标准，不受任何人影响。",
            "我已如实申报与参赛团队、个人及单位的利害关系；评审中发现新的利害关系，立即申报并回避。",
            "我不打探匿名参赛者的身份，不与参赛者就评审事宜私下接触。",
            "我对参赛材料、评分和评审意见保密，不复制、不外传、不用于其他目的。",
            "提交本人评分之前，我不打听其他评委的评分。",
        ),
        points_en=(
            "I judge independently and fairly, by the rubric alone, under nobody's influence.",
            "I have declared my ties to those who take part; on finding another I step back.",
            "I do not look for who anonymous entrants are, nor talk with entrants about judging.",
            "I keep entries, scores and comments secret, and use them for nothing else.",
            "Before I have submitted my own scores I do not ask other judges for theirs.",
        ),
    )
}
CURRENT_PLEDGE = "2026-1"
