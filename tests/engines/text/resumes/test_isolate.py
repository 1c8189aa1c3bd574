from tests.engines.text.resumes import samples
from yucaihui.engines.text.resumes.isolate import parse_isolated, parse_many
from yucaihui.engines.text.resumes.parse import parse_resume


def test_a_process_of_its_own_gives_the_same_answer() -> None:
    data = samples.one_page(samples.ZH_LINES)
    assert parse_isolated(data, "cv.pdf") == parse_resume(data)


def test_many_files_keep_their_order() -> None:
    files = [(f"{n}.md", f"# 江望舒\n\n{n}@example.com".encode()) for n in range(5)]
    results = list(parse_many(files))
    assert [(name, parsed.resume["basics"]["email"]) for name, parsed in results] == [
        (f"{n}.md", f"{n}@example.com") for n in range(5)
    ]


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_read() -> None:
    slow = samples.pdf([samples.column(["江望舒 重庆"] * 40, size=1)] * 60)
    quick = samples.one_page(samples.EN_LINES)
    results = [parsed for _, parsed in parse_many([("a", quick), ("b", slow)], 1, seconds=0.05)]
    assert results[0].status == "parsed"
    assert results[1].reason == "timed_out"
    assert parse_isolated(quick, "c").status == "parsed"


def test_a_file_that_needs_too_much_memory_is_refused() -> None:
    data = samples.markdown(["江望舒", *("负责电池热管理仿真，完成指标" for _ in range(9000))])
    assert parse_isolated(data, "cv.md", mib=1).status == "refused"
