"""Texts of the interface, to find those that were not translated on a page."""

import re
from functools import cache
from pathlib import Path

import allauth
from babel.messages.pofile import read_po
from playwright.sync_api import Page

from yucaihui.core.catalogues import packages, po_path, read_catalogue

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
ALLAUTH = Path(allauth.__file__).parent / "locale/zh_Hans/LC_MESSAGES/django.po"
# What is read or heard: text, and the attributes that stand for text.
VISIBLE = """() => {
  const texts = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const near = walker.currentNode.parentElement;
    if (!near.closest('script, style, code, [lang]:not(html):not([lang^=zh])'))
      texts.add(walker.currentNode.data);
  }
  for (const element of document.querySelectorAll('[placeholder], [aria-label], [title], [alt]'))
    for (const name of ['placeholder', 'aria-label', 'title', 'alt'])
      if (element.getAttribute(name)) texts.add(element.getAttribute(name));
  texts.add(document.title.split(' · ')[0]);
  return [...texts].map(text => text.replace(/\\s+/g, ' ').trim()).filter(text => text);
}"""


def untranslated(page: Page) -> list[str]:
    """Texts on a Chinese page that are an English text of some catalogue."""
    whole, patterns = english_texts()
    return sorted(
        text
        for text in page.evaluate(VISIBLE)
        if text in whole or any(pattern.fullmatch(text) for pattern in patterns)
    )


@cache
def english_texts() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The texts without placeholders, and those with as patterns."""
    ids = {" ".join(text.split()) for text, chinese in catalogue_texts() if differs(text, chinese)}
    whole = frozenset(text for text in ids if not PLACEHOLDER.search(text))
    return whole, tuple(pattern_of(text) for text in sorted(ids - whole) if telling(text))


def catalogue_texts() -> list[tuple[str, str]]:
    """(English, Chinese) of our catalogues and of allauth's."""
    with ALLAUTH.open("rb") as source:
        catalogues = [read_po(source, locale="zh_Hans")]
    catalogues += [read_catalogue(package) for package in packages() if po_path(package).exists()]
    return [
        pair
        for catalogue in catalogues
        for message in catalogue
        if message.id and message.string
        for pair in zip(forms(message.id), forms(message.string) * 2, strict=False)
    ]


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def differs(text: str, chinese: str) -> bool:
    return bool(chinese) and text != chinese and bool(re.search("[A-Za-z]{2}", text))


def telling(text: str) -> bool:
    """Is enough left of a text without its placeholders to know it by?"""
    return len(re.findall("[A-Za-z]{2,}", PLACEHOLDER.sub(" ", text))) > 0


def pattern_of(text: str) -> re.Pattern[str]:
    return re.compile("(.+)".join(map(re.escape, PLACEHOLDER.split(text))))
