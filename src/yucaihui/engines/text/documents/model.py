"""What a reader of files gives back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["pdf", "docx", "markdown", "json", "xml", "image", "unknown"]
Role = Literal["text", "heading", "bullet"]
Status = Literal["parsed", "image_only", "garbled", "refused"]

SOFT_HYPHEN = "\u00ad"  # at the end of a line: the word goes on in the next
# Marks of a list at the start of a line, those of symbol fonts (private use) among them.
BULLET = re.compile(r"\s*(?:[•◦▪▫●○■□◆◇➢►▶‣∙⁃·–—*-]|[\uf0a0-\uf0ff]|\uf06c|\uf02d)[\s\t]+(?=\S)")

# Code of a reason -> words in Chinese and English that say what to do about it.
_REASONS: dict[str, tuple[str, str]] = {
    "no_text_layer": (
        "文件只有图片，没有文字层；请上传可复制文字的 PDF 或 DOCX，或手工填写",
        "the file holds images without text; upload a PDF or DOCX with text, or type the entries",
    ),
    "unreadable_text": (
        "文字层是乱码（字体未提供字符对照）；请上传 DOCX 或重新导出 PDF，或手工填写",
        "the text layer is not readable; upload a DOCX, export the PDF again, or type the entries",
    ),
    "empty": ("文件为空；请另选文件", "the file is empty; choose another"),
    "encrypted": (
        "文件已加密；请去除密码后再上传",
        "the file is protected by a password; remove it and upload again",
    ),
    "too_large": ("文件过大；请压缩或删减后再上传", "the file is too large; upload a smaller one"),
    "too_many_pages": (
        "页数过多；请只上传简历部分",
        "the file has too many pages; upload the CV only",
    ),
    "broken": (
        "文件已损坏，无法打开；请重新导出后再上传",
        "the file is damaged and cannot be opened; export it again",
    ),
    "not_a_document": (
        "不支持的文件类型；请上传 PDF、DOCX、JSON、XML 或 Markdown",
        "files of this type are not read; upload a PDF, DOCX, JSON, XML or Markdown file",
    ),
    "legacy_word": (
        "旧版 Word（.doc）无法读取；请另存为 .docx 或 PDF",
        "old Word files (.doc) are not read; save it as .docx or PDF",
    ),
    "unsafe_xml": (
        "XML 含有 DOCTYPE 或实体声明，出于安全原因拒绝；请导出不含这些声明的文件",
        "the XML declares a DOCTYPE or entities and is refused for safety; export it without",
    ),
    "not_a_resume": (
        "文件中找不到简历内容（姓名、联系方式、教育或工作经历）；请另选文件",
        "nothing of a CV was found (name, contact, education, work); choose another file",
    ),
    "archive_broken": (
        "压缩包已损坏，无法打开；请重新压缩后再上传",
        "the ZIP file is damaged and cannot be opened; pack it again",
    ),
    "archive_too_many": (
        "压缩包内文件过多；请分成几个压缩包上传",
        "the ZIP file holds too many files; split it into several",
    ),
    "archive_unpacked": (
        "压缩包解压后过大；请分成几个压缩包上传",
        "the ZIP file is too large once unpacked; split it into several",
    ),
    "archive_link": (
        "压缩包内的快捷链接不予读取；请放入文件本身",
        "links inside a ZIP file are not followed; pack the file itself",
    ),
    "archive_nested": (
        "压缩包内的压缩包不予读取；请解压后上传",
        "a ZIP file inside a ZIP file is not read; unpack it first",
    ),
    "archive_method": (
        "压缩方式不支持；请使用普通 ZIP 格式重新压缩",
        "packed by a method that is not read; pack it as a plain ZIP file",
    ),
    "timed_out": (
        "解析超时；请上传更小或更简单的文件",
        "reading took too long; upload a smaller or simpler file",
    ),
    "out_of_memory": (
        "解析所需内存超出限制；请上传更小或更简单的文件",
        "reading needed more memory than allowed; upload a smaller or simpler file",
    ),
}


class Refusal(Exception):
    """A file that is not read; `code` is a key of the table of reasons."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at most: bytes of the file, pages, bytes and members once unpacked,
    characters of a text.
    """

    size: int = 20 * 1024 * 1024
    pages: int = 60
    unpacked: int = 100 * 1024 * 1024
    members: int = 2000
    characters: int = 300_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. A tab inside `text` stands for a wide gap.

    `x`, `y` (baseline) and `size` are points from the lower left corner of the page, None
    where the format has no places. `wraps` says that the next line continues the paragraph;
    `level` ranks the headings of formats that number them, 1 the highest.
    """

    text: str
    role: Role = "text"
    page: int = 0
    x: float | None = None
    y: float | None = None
    size: float | None = None
    wraps: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; cells below each other share `column` (an index, or points)."""

    column: float
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines).strip()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, left to right, merged cells once."""

    cells: tuple[Cell, ...]


Block = Line | Row


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: lines and rows in reading order.

    `content` holds the value of a JSON file or the root element of an XML file; `links` the
    addresses its hyperlinks lead to; `reason` a code when the status is not `parsed`.
    """

    kind: Kind
    status: Status = "parsed"
    reason: str | None = None
    pages: int = 1
    blocks: tuple[Block, ...] = ()
    links: tuple[str, ...] = ()
    content: object = None

    @property
    def text(self) -> str:
        """All lines, one below the other."""
        return "\n".join(line.text for line in self.lines())

    def lines(self) -> Iterator[Line]:
        """Lines in reading order, those of tables cell by cell."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield block
            else:
                for cell in block.cells:
                    yield from cell.lines


def reason_words(code: str) -> tuple[str, str]:
    """What a reason's code means, in Chinese and in English."""
    return _REASONS[code]
