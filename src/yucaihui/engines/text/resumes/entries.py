"""Items of a section grouped into entries: a head of one or more lines, a period, a body."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from yucaihui.engines.text.resumes.blocks import Item
from yucaihui.engines.text.resumes.dates import Period, find_period
from yucaihui.engines.text.resumes.pieces import is_place, split_pieces
from yucaihui.engines.text.resumes.vocabulary import LABELS

_LONGEST_HEAD = 140
_LONGEST_NAME = 60
_NAMING = ("employer", "institution", "project")
_EMPTY_LABEL = re.compile(r"[^:：]{2,20}[:：]\s*")
_SENTENCE = re.compile(r"[。；！!]|\b[a-z]{3,}[.;]\s*$|[\u3400-\u9fff]，[\u3400-\u9fff]")
_VERB_ZH = re.compile(
    r"^(?:主要)?(?:负责|参与|主导|牵头|完成|协助|组织|制定|推动|开发|设计|优化|搭建|带领|承担|实现|建立|管理|主持|从事|独立|编写|维护|撰写|对接|跟进|通过|利用|使用|基于|研究|分析|提升|降低)"
)
_BARE_DURATION = re.compile(
    r"[(（]?(?:\d+\s*(?:years?|months?|yrs?|mos?|年|个月)\s*)+[)）]?", re.IGNORECASE
)


@dataclass(slots=True)
class Entry:
    """One job, course of study, project, award: lines of its head, its period, its body."""

    heads: list[str] = field(default_factory=list)
    period: Period | None = None
    body: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    bulleted: bool = False
    lead: str = ""  # the first line of the body, when it is prose above the bullets


@dataclass(frozen=True, slots=True)
class Shape:
    """What the entries of a section look like.

    `is_complete` tells when a head needs no more lines, `is_name` whether a piece names what
    an entry is about (an employer, a school), so that a second one begins the next entry.
    """

    is_complete: Callable[[Entry], bool]
    is_name: Callable[[str], bool]


def group_entries(items: Iterable[Item], shape: Shape) -> list[Entry]:
    """Entries of a section in the order of the file."""
    entries: list[Entry] = []
    for item in items:
        if item.columns:
            entries.append(_from_columns(item.columns))
        elif item.kind == "field":
            _add_field(entries, item)
        elif not _BARE_DURATION.fullmatch(item.text) and not _EMPTY_LABEL.fullmatch(item.text):
            _add(entries, item, shape)
    return entries


def _from_columns(columns: dict[str, str]) -> Entry:
    period = find_period(columns.get("dates", ""))
    body = [line for line in columns.get("description", "").splitlines() if line.strip()]
    return Entry(period=period, body=body, columns=columns)


def _add_field(entries: list[Entry], item: Item) -> None:
    """`公司名称 | X` rows of a form; a field seen before begins the next entry."""
    if not entries or _begins(entries[-1], item.name):
        entries.append(Entry())
    entry = entries[-1]
    entry.columns.setdefault(item.name, item.text)
    if item.name == "dates":
        entry.period = find_period(item.text)
    elif item.name == "description":
        entry.body.extend(line for line in item.text.splitlines() if line.strip())


def _begins(current: Entry, name: str) -> bool:
    if name in _NAMING and (current.heads or current.body):
        return True
    return name in current.columns and name != "description"


def _add(entries: list[Entry], item: Item, shape: Shape) -> None:
    current = entries[-1] if entries else None
    labelled = _labelled(item)
    if labelled and item.kind != "bullet":
        _add_field(entries, Item("field", labelled[1], labelled[0]))
        return
    listed = item.kind == "bullet" and not _is_listed_entry(item, shape)
    if listed and current is not None and (current.heads or current.columns):
        current.body.append(item.text)
        current.bulleted = True
        return
    period = find_period(item.text) if _may_be_head(item.text) else None
    if period is not None and (period.start or len(period.rest) < 60):
        _add_dated(entries, period, shape)
    elif current is None or _opens(current, item, shape):
        entries.append(Entry(heads=[item.text]))
    elif not current.body and is_place(item.text):
        current.heads.append(item.text)
    elif shape.is_complete(current) or not _may_be_head(item.text) or current.body:
        current.lead = current.lead or ("" if current.body else item.text)
        current.body.append(item.text)
    else:
        current.heads.append(item.text)


def _is_listed_entry(item: Item, shape: Shape) -> bool:
    """A bullet that is an entry itself: it has a period and names an employer or a school."""
    period = find_period(item.text) if len(item.text) < _LONGEST_HEAD else None
    return bool(period and period.start and any(map(shape.is_name, split_pieces(period.rest))))


def _labelled(item: Item) -> tuple[str, str] | None:
    """`公司：X` and `Responsibilities: …` lines inside an entry."""
    found = re.match(r"([^:：\t]{1,20})[:：]\s*(.+)", item.text)
    name = LABELS.get(found[1].strip().lower()) if found else None
    wanted = (
        "employer",
        "position",
        "institution",
        "area",
        "degree",
        "dates",
        "description",
        "project",
    )
    return (name, found[2]) if found and name in wanted else None


def _add_dated(entries: list[Entry], period: Period, shape: Shape) -> None:
    current = entries[-1] if entries else None
    # A line with nothing but a date dates what stands above it, body or not.
    waits = current is not None and current.period is None and not (current.body and period.rest)
    own = bool(period.rest) and not is_place(period.rest)
    if current is None or not waits or (own and shape.is_complete(current)):
        current = Entry()
        entries.append(current)
    current.period = period
    if period.rest:
        current.heads.append(period.rest)


def _opens(current: Entry, item: Item, shape: Shape) -> bool:
    """Whether a line without a date begins the next entry: a head after a body."""
    if not _may_be_head(item.text) or not (current.heads or current.columns):
        return False
    if item.kind == "title":
        return bool(current.body) or shape.is_complete(current)
    if current.bulleted:
        return True
    names = any(shape.is_name(piece) for piece in split_pieces(item.text))
    named = any(shape.is_name(piece) for head in current.heads for piece in split_pieces(head))
    return names and (bool(current.body) or named) and len(item.text) < _LONGEST_NAME


def _may_be_head(text: str) -> bool:
    return (
        len(text) <= _LONGEST_HEAD
        and not _SENTENCE.search(text)
        and not _VERB_ZH.match(text)
        and not text[:1].islower()
    )
