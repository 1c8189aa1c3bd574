"""PDF, DOCX and Markdown to lines and rows."""

import io

import docx
import pytest

from tests.engines.text.resumes import samples
from yucaihui.engines.text.documents.model import Limits, Line, Row, reason_words
from yucaihui.engines.text.documents.read import read_document


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_document(data).lines()]


def test_lines_of_a_pdf_from_top_to_bottom_whatever_the_order_of_drawing() -> None:
    lines = samples.column(["first", "second", "third"])
    assert texts(samples.pdf([lines[::-1]])) == ["first", "second", "third"]


def test_pages_follow_each_other() -> None:
    data = samples.pdf([samples.column(["one"]), samples.column(["two"])])
    document = read_document(data)
    assert (document.pages, document.text) == (2, "one\ntwo")


def test_fields_side_by_side_are_parted_by_a_tab() -> None:
    page = [(50.0, 700.0, 10.0, "Kestrel Optics"), (400.0, 700.0, 10.0, "2019 - 2020")]
    assert texts(samples.pdf([page])) == ["Kestrel Optics\t2019 - 2020"]


def test_bullets_lose_their_mark_and_larger_lines_are_headings() -> None:
    page = [(50.0, 760.0, 16.0, "教育"), *samples.column(["• 一项工作内容", "普通文字一行"], y=700)]
    document = read_document(samples.pdf([page]))
    assert [(line.role, line.text) for line in document.lines()] == [
        ("heading", "教育"),
        ("bullet", "一项工作内容"),
        ("text", "普通文字一行"),
    ]


def test_a_margin_of_dates_is_no_column() -> None:
    left = samples.column([f"Kestrel Optics number {n}" for n in range(5)])
    right = samples.column([f"201{n} - 202{n}" for n in range(5)], x=450)
    assert texts(samples.pdf([left + right])) == [
        f"Kestrel Optics number {n}\t201{n} - 202{n}" for n in range(5)
    ]


def test_columns_whose_lines_do_not_agree_are_read_one_after_the_other() -> None:
    left = samples.column([f"left {n}" for n in range(6)])
    right = samples.column([f"right {n}" for n in range(6)], x=300, y=771)
    assert texts(samples.pdf([left + right])) == [
        *(f"left {n}" for n in range(6)),
        *(f"right {n}" for n in range(6)),
    ]


def test_a_wrapped_line_says_so() -> None:
    wide = "负责电池热管理仿真" * 5 + "并完成指标"
    page = [(50.0, 700.0, 10.0, wide), (50.0, 686.0, 10.0, "若干项")]
    assert [line.wraps for line in read_document(samples.pdf([page])).lines()] == [True, False]


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        (samples.pdf([[]]), "image_only", "no_text_layer"),
        (samples.pdf([[]] * 3), "image_only", "no_text_layer"),
        (b"%PDF-1.4 and nothing else", "refused", "broken"),
        (b"\x89PNG\r\n\x1a\n", "image_only", "no_text_layer"),
        (samples.docx_paragraphs([]), "image_only", "no_text_layer"),
        ("\ue001\ue002\ue003 \ue004".encode(), "garbled", "unreadable_text"),
    ],
)
def test_files_without_text_are_told(data: bytes, status: str, reason: str) -> None:
    document = read_document(data)
    assert (document.status, document.reason, document.blocks) == (status, reason, ())


def test_limits_of_pages_and_characters() -> None:
    data = samples.pdf([samples.column(["one"])] * 3)
    assert read_document(data, limits=Limits(pages=2)).reason == "too_many_pages"
    assert read_document(b"word " * 9, limits=Limits(characters=20)).reason == "too_large"


def test_docx_paragraphs_and_tables_keep_their_order() -> None:
    document = docx.Document()
    document.add_heading("教育", level=2)
    table = document.add_table(rows=2, cols=3)
    table.rows[0].cells[0].text = "大学"
    table.rows[0].cells[1].merge(table.rows[0].cells[2]).text = "专业"
    table.rows[0].cells[0].merge(table.rows[1].cells[0])
    document.add_paragraph("结尾", style="List Bullet")
    buffer = io.BytesIO()
    document.save(buffer)
    first, upper, lower, last = read_document(buffer.getvalue()).blocks
    assert first == Line("教育", "heading", level=2)
    assert isinstance(upper, Row)
    assert isinstance(lower, Row)
    assert [(cell.column, cell.text) for cell in upper.cells] == [(0, "大学"), (1, "专业")]
    assert [cell.column for cell in lower.cells] == [1, 2]
    assert last == Line("结尾", "bullet")


def test_text_boxes_and_page_headers_of_docx_are_read() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "江望舒"
    box = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:pict><w:txbxContent><w:p><w:r><w:t>19900001234</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict></w:r>"
    )
    document.add_paragraph("正文")._p.append(docx.oxml.parse_xml(box))
    assert texts(samples.saved(document)) == ["江望舒", "正文", "19900001234"]


def test_markdown_marks_are_taken_off() -> None:
    document = read_document(
        b"# Mara\n\n**Engineer** at [Kestrel](https://kestrel.example)\n- *one*\n\n"
        b"| a | b |\n|---|---|\n| c_d | `e` |\n"
    )
    heading, text, bullet, first, second = document.blocks
    assert (heading, text, bullet) == (
        Line("Mara", "heading", level=1),
        Line("Engineer at Kestrel"),
        Line("one", "bullet"),
    )
    assert [cell.text for row in (first, second) for cell in row.cells] == ["a", "b", "c_d", "e"]
    assert document.links == ("https://kestrel.example",)


def test_every_reason_has_words_in_both_languages() -> None:
    zh, en = reason_words("encrypted")
    assert (zh, en) == (
        "文件已加密；请去除密码后再上传",
        "the file is protected by a password; remove it and upload again",
    )
