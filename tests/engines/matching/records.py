"""Made-up positions and talents for the tests of the matching engine."""

from hypothesis import strategies as st

from yucaihui.engines.matching import Atoms, Language, Position, Talent
from yucaihui.engines.matching.encoding import default_encoder
from yucaihui.engines.text.degree import Degree

TITLES = ("算法工程师", "Java 开发工程师", "data engineer", "高级数据工程师", "护士", "", "🙂")
SKILLS = ("Python", "py torch", "k8s", "Kubernetes", "有限元", "热管理", "C++")
WORDS = (
    "负责感知算法研发",
    "design of data pipelines",
    "电池热管理 仿真",
    "C++ and Python",
    "🚀",
    "",
)
PLACES = ("重庆", "渝北区", "渝中区", "成都")
CONDITIONS = ("work_permit", "available")

# One for all tests: every title and skill is encoded once.
ATOMS = Atoms(default_encoder())

_ids = st.lists(st.sampled_from([f"r{n}" for n in range(30)]), unique=True, max_size=12)
_languages = st.lists(
    st.builds(Language, st.sampled_from(["en", "de"]), st.none() | st.integers(0, 6)),
    max_size=2,
    unique_by=lambda language: language.code,
).map(tuple)


def _some(values: tuple[str, ...], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most).map(tuple)


def position_of(name: str) -> st.SearchStrategy[Position]:
    """A position called `name` with anything asked or left open."""
    return st.builds(
        Position,
        id=st.just(name),
        title=st.sampled_from(TITLES),
        text=_some(WORDS).map(" ".join),
        skills=_some(SKILLS),
        min_degree=st.sampled_from(Degree),
        min_years=st.sampled_from([0, 1, 3, 5.5]),
        languages=_languages,
        places=_some(PLACES, 2),
        salary_max_month=st.none() | st.sampled_from([8000, 20000]),
        conditions=_some(CONDITIONS, 1),
    )


def talent_of(name: str) -> st.SearchStrategy[Talent]:
    """A talent called `name` with anything known or not."""
    return st.builds(
        Talent,
        id=st.just(name),
        titles=_some(TITLES),
        text=_some(WORDS).map(" ".join),
        skills=_some(SKILLS),
        degree=st.none() | st.sampled_from(Degree),
        years=st.none() | st.sampled_from([0, 2.5, 3, 10]),
        languages=_languages,
        places=_some(PLACES, 2),
        salary_min_month=st.none() | st.sampled_from([6000, 15000, 30000]),
        conditions=_some(CONDITIONS, 1).map(lambda names: tuple((name, True) for name in names)),
    )


POSITIONS = _ids.flatmap(lambda names: st.tuples(*map(position_of, names)))
TALENTS = _ids.flatmap(lambda names: st.tuples(*map(talent_of, names)))
