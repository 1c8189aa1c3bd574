"""A career as a JSON Resume document, in Chinese or in English."""

from random import Random
from typing import Any

from yucaihui.demo.careers import STUDY_WORDS, Career, Job
from yucaihui.demo.dice import chance, filled, pick, some, told
from yucaihui.demo.people import Somebody
from yucaihui.demo.vocabulary import Occupation, Text, countries, sentences
from yucaihui.demo.wording import english_skill, slots
from yucaihui.engines.text.degree import Degree

ENGLISH_LEVELS = (
    Text("CET-4", "CET-4"),
    Text("CET-6", "CET-6"),
    Text("CET-6", "CET-6"),
    Text("雅思6.5", "IELTS 6.5"),
    Text("流利", "Fluent"),
)
CHINESE_LEVELS = (
    Text("", ""),
    Text("HSK 3", "HSK 3"),
    Text("HSK 5", "HSK 5"),
    Text("HSK 4", "HSK 4"),
)
NATIVE = Text("母语", "Native speaker")
CHINESE, ENGLISH = Text("中文", "Chinese"), Text("英语", "English")

Entry = dict[str, Any]


class Draft:
    """The parts of one person's résumé, drawn once and rendered in any language."""

    def __init__(self, rng: Random, person: Somebody, career: Career, skills: list[str]) -> None:
        self.person, self.career, self.skills = person, career, skills
        self.highlights = [deeds(rng, job) for job in career.jobs]
        self.projects = [project(rng, career.occupation) for _ in range(rng.randint(0, 2))]
        self.languages = spoken(rng, person.country)
        self.certificates = certificates(rng, career)
        self.papers = papers(rng, career)

    def render(self, language: str, contact: dict[str, str]) -> dict[str, Any]:
        """JSON Resume; `contact` gives e-mail and telephone."""
        document = {
            "basics": self.basics(language, contact),
            "work": [
                work(job, texts, language)
                for job, texts in reversed(
                    list(zip(self.career.jobs, self.highlights, strict=True))
                )
            ],
            "education": self.education(language),
            "skills": [{"name": skill_in(name, language)} for name in self.skills],
            "languages": [
                {"language": name.of(language), "fluency": level.of(language)}
                for name, level in self.languages
            ],
            "certificates": [{"name": text.of(language)} for text in self.certificates],
            "projects": [
                {"name": name.of(language), "description": text.of(language)}
                for name, text in self.projects
            ],
            "publications": [{"name": text.of(language)} for text in self.papers],
        }
        return {name: part for name, part in document.items() if part}

    def basics(self, language: str, contact: dict[str, str]) -> Entry:
        named = self.person.name.of(language) or self.person.name.en
        label = self.career.jobs[-1].title if self.career.jobs else self.career.occupation.title
        place = {"city": self.person.city.of(language), "countryCode": self.person.country}
        return {"name": named, "label": label.of(language), **contact, "location": place}

    def education(self, language: str) -> list[Entry]:
        return [
            {
                "institution": study.school.of(language),
                "area": study.area.of(language),
                "studyType": STUDY_WORDS[study.degree].of(language),
                "startDate": study.start,
                "endDate": study.end,
            }
            for study in reversed(self.career.studies)
        ]


def work(job: Job, highlights: list[Text], language: str) -> Entry:
    entry: Entry = {
        "name": job.employer.of(language),
        "position": job.title.of(language),
        "startDate": job.start,
        "highlights": [text.of(language) for text in highlights],
    }
    return entry | ({"endDate": job.end} if job.end else {})


def skill_in(name: str, language: str) -> str:
    return name if language.startswith("zh") else english_skill(name)


def deeds(rng: Random, job: Job) -> list[Text]:
    """What was done and reached in a job."""
    family = job.occupation.family
    texts = [*told(rng, family, "duty", 1), *told(rng, family, "feat", rng.randint(1, 2))]
    return [filled(text, *slots(rng, job.occupation)) for text in texts]


def project(rng: Random, occupation: Occupation) -> tuple[Text, Text]:
    topic = pick(rng, occupation.topics)
    name = Text(f"{topic.zh}项目", f"{topic.en[0].upper()}{topic.en[1:]}")
    text = pick(rng, sentences(occupation.family, "duty"))
    return name, filled(text, *slots(rng, occupation, topic))


def spoken(rng: Random, country: str) -> list[tuple[Text, Text]]:
    """Languages with their levels, the mother tongue first."""
    if country == "CN":
        return [(CHINESE, NATIVE), (ENGLISH, pick(rng, ENGLISH_LEVELS))]
    native = countries()[country].language
    found = [(native, NATIVE)]
    if native != ENGLISH:
        found.append((ENGLISH, Text("C1", "C1")))
    level = pick(rng, CHINESE_LEVELS)
    return found + ([(CHINESE, level)] if level.zh else [])


def certificates(rng: Random, career: Career) -> list[Text]:
    choice = sentences(career.occupation.family, "certificate")
    return some(rng, choice, 1) if choice and career.years >= 3 and chance(rng, 0.45) else []


def papers(rng: Random, career: Career) -> list[Text]:
    if career.degree is not Degree.DOCTOR:
        return []
    topics = some(rng, career.occupation.topics, rng.randint(1, 3))
    return [Text(f"{topic.zh}研究进展", f"Advances in {topic.en}") for topic in topics]
