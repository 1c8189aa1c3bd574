"""Small CVs made in code: a PDF writer of a few lines, DOCX with paragraphs and tables."""

import io
from collections.abc import Iterable, Sequence

import docx

ZH_LINES = (
    "姓名：江望舒",
    "求职意向：热管理工程师",
    "性别：女 | 出生年月：1993.05 | 电话：19900001234 | 邮箱：jws@example.com | 现居地：重庆",
    "教育背景",
    "2011.09 - 2015年6月 云岭理工大学 动力工程 本科",
    "工作经历",
    "2015/07 - 至今 重庆青桐热控有限公司 热管理工程师",
    "• 负责电池热管理仿真",
    "专业技能",
    "Star-CCM+、MATLAB/Simulink、Python",
    "语言能力",
    "英语：CET-6",
)
EN_LINES = (
    "Mara Lindqvist",
    "Target: Photonics Engineer",
    "Phone: +46 70 123 45 67 | Email: mara@example.org | Gothenburg",
    "Education",
    "09/2010 - Jun 2014 University of Westmark Applied Physics PhD",
    "Work Experience",
    "Jul 2014 - Present Kestrel Optics AB Photonics Engineer",
    "Skills",
    "Zemax, Python",
    "Languages",
    "Swedish Native; English C2",
)

# Objects 3 to 5: the font, half-width for Latin letters, full-width for Chinese.
FONT = (
    (
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        "/DescendantFonts[4 0 R]>>"
    ),
    (
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 5 0 R/DW 1000"
        "/W[1[500] 2 94 500 814 939 500]"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>>>"
    ),
    (
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -120 1000 880]"
        "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"
    ),
)

Placed = tuple[float, float, float, str]  # x, y, size, text


def pdf(
    pages: Iterable[Sequence[Placed]],
    *,
    rulings: Sequence[tuple[float, float, float, float]] = (),
    prefix: str = "",
) -> bytes:
    """A PDF with text at places, in a font that the reader must bring (a CID font, as many
    Chinese files have), and straight lines on every page.
    """
    bodies = [_content(page, rulings) for page in pages]
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(bodies)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(bodies)}>>",
        *FONT,
    ]
    for number, body in enumerate(bodies):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {7 + 2 * number} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        objects.append(f"<</Length {len(body)}>>stream\n{body}\nendstream")
    return _file(objects, prefix)


def _content(page: Sequence[Placed], rulings: Sequence[tuple[float, float, float, float]]) -> str:
    texts = [
        f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"
        for x, y, size, text in page
    ]
    lines = [f"{x0} {y0} m {x1} {y1} l S" for x0, y0, x1, y1 in rulings]
    return "\n".join([*texts, *lines])


def _file(objects: Sequence[str], prefix: str) -> bytes:
    out, places = f"{prefix}%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj{body}endobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
    return out.encode("latin-1")


def column(lines: Iterable[str], x: float = 50, y: float = 780, size: float = 10) -> list[Placed]:
    """Lines one below the other."""
    return [(x, y - 18 * number, size, line) for number, line in enumerate(lines)]


def one_page(lines: Iterable[str]) -> bytes:
    return pdf([column(lines)])


def docx_paragraphs(lines: Iterable[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        bullet = line.startswith("• ")
        document.add_paragraph(line.removeprefix("• "), style="List Bullet" if bullet else "Normal")
    return saved(document)


def docx_table(rows: Sequence[Sequence[str]]) -> bytes:
    """A table of four columns; a row with fewer cells merges the last over the rest."""
    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=4)
    for number, row in enumerate(rows):
        cells = table.rows[number].cells
        for place, text in enumerate(row):
            cells[place].text = text
        if len(row) < len(cells):
            cells[len(row) - 1].merge(cells[-1])
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def markdown(lines: Iterable[str]) -> bytes:
    return "\n\n".join(lines).encode()
