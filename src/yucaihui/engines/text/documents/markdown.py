"""Markdown and plain text to lines."""

import re

from yucaihui.engines.text.documents.model import Block, Cell, Document, Line, Row

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"(=|-){3,}$")
_BULLET = re.compile(r"[-*+•◦▪●·]\s+(.*)")
_TABLE_RULE = re.compile(r"\|?[\s:|-]+\|[\s:|-]*$")
_LINK = re.compile(r"!?\[([^\]]*)\]\(([^)\s]+)[^)]*\)|<((?:https?://|mailto:)[^>]+)>")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|__|`|(?<![\w*])[*_](?=[^\s*_])|(?<=[^\s*_])[*_](?![\w*]))")
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_FENCE = re.compile(r"(?:```|~~~)")


def read_markdown(text: str) -> Document:
    """Lines of a Markdown or plain text file; marks of emphasis and links are taken off."""
    links: list[str] = []
    blocks: list[Block] = []
    for raw in text.splitlines():
        line = raw.strip()
        if _is_rule(line):
            _promote(blocks, line)
        elif line and not _FENCE.match(line):
            blocks.append(_block(line, links))
    return Document(kind="markdown", blocks=tuple(blocks), links=tuple(links))


def _is_rule(line: str) -> bool:
    return bool(_UNDERLINE.match(line) or _TABLE_RULE.match(line))


def _promote(blocks: list[Block], rule: str) -> None:
    """A line underlined with === is a heading; --- also draws plain rules, so it is not."""
    if rule.startswith("=") and blocks and isinstance(blocks[-1], Line):
        blocks[-1] = Line(blocks[-1].text, "heading", level=1)


def _block(line: str, links: list[str]) -> Block:
    if line.startswith("|") and line.count("|") > 2:
        cells = line.strip("|").split("|")
        return Row(tuple(Cell(n, (Line(_plain(c, links)),)) for n, c in enumerate(cells)))
    heading, bullet = _HEADING.match(line), _BULLET.match(line)
    if heading:
        return Line(_plain(heading[2], links), "heading", level=len(heading[1]))
    if bullet:
        return Line(_plain(bullet[1], links), "bullet")
    return Line(_plain(line, links))


def _plain(text: str, links: list[str]) -> str:
    def shown(link: re.Match[str]) -> str:
        address = link[2] or link[3]
        links.append(address)
        return link[1] or address.removeprefix("mailto:")

    return _EMPHASIS.sub("", _TAG.sub("", _LINK.sub(shown, text.lstrip("> ")))).strip()
