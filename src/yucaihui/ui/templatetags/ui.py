"""The components of every page, as template tags; /styleguide/ shows each of them.

A component takes plain values and words already translated, and says everything in words too:
colour, bars and icons only repeat them.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import QueryDict
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from yucaihui.ui import formats
from yucaihui.ui.icons import drawing
from yucaihui.ui.tables import Table, with_query

register = template.Library()
Values = dict[str, Any]

register.filter("in_language", formats.in_language)
register.filter("day", formats.day)
register.filter("moment", formats.moment)
register.filter("number", formats.number)
register.filter("yuan", formats.yuan)
register.filter("masked", formats.masked)
register.simple_tag(formats.salary, name="salary")
register.simple_tag(formats.when, name="when")
register.simple_tag(drawing, name="icon")


@register.simple_tag
def chip(kind: str, word: object) -> SafeString:
    """A status: its word, coloured by kind (info, ok, wait, error, quiet)."""
    return format_html('<span class="chip chip-{}">{}</span>', kind, word)


@register.simple_tag
def crumb(label: object, url: str = "") -> SafeString:
    """One step of the breadcrumb; the last one, this page, has no url."""
    if url:
        return format_html('<li><a href="{}">{}</a></li>', url, label)
    return format_html('<li aria-current="page">{}</li>', label)


@register.simple_tag
def score(value: float, label: object) -> SafeString:
    """A share between 0 and 1 as a whole number out of 100 with a bar; `label` names it."""
    return format_html(
        '<span class="score"><meter min="0" max="100" value="{0}" aria-label="{1}"></meter>'
        '<span class="score-number">{0}</span></span>',
        round(value * 100),
        label,
    )


@register.simple_block_tag
def panel(content: str, title: object = "", level: int = 2) -> SafeString:
    """A framed part of a page with a heading of its own."""
    head = format_html("<h{0}>{1}</h{0}>", level, title) if title else ""
    return format_html('<section class="panel">{}{}</section>', head, content)


@register.simple_block_tag
def fact(content: str, label: object) -> SafeString:
    """A term and its value inside <dl class="facts">."""
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", label, content)


@register.inclusion_tag("ui/steps.html")
def steps(labels: Sequence[object], current: int) -> Values:
    """Where one is in a task of several steps; `current` counts from 1."""
    states = [
        "done" if n < current else "now" if n == current else "next" for n in positions(labels)
    ]
    return {"steps": list(zip(positions(labels), labels, states, strict=True)), "current": current}


def positions(labels: Sequence[object]) -> range:
    return range(1, len(labels) + 1)


@register.inclusion_tag("ui/case_header.html")
def case_header(
    title: object, number: object, kind: str, state: object, due: date | None = None, left: int = 0
) -> Values:
    """Head of a case: number, title, state chip and, while something is owed, its promise clock."""
    return {
        "title": title, "number": number, "kind": kind, "state": state, "due": due, "left": left,
    }  # fmt: skip


@register.inclusion_tag("ui/timeline.html")
def timeline(events: Iterable[Any]) -> Values:
    """What happened, newest first as given. Events have `at`, `title`, and may have `who`, `note`,
    `kind` (of a chip)."""
    return {"events": events}


@register.inclusion_tag("ui/figure.html")
def figure(value: object, label: object, note: object = "", url: str = "") -> Values:
    """A key figure; with `url` it opens to the rows it counts."""
    return {"value": value, "label": label, "note": note, "url": url}


@register.inclusion_tag("ui/filter_bar.html")
def filter_bar(filters: Any, target: str = "") -> Values:
    """The filters of a list as a GET form. `target` is the id of the element that holds the list:
    with htmx, a change then swaps that element alone."""
    return {"form": filters.form, "chosen": filters.chosen, "target": target}


@register.inclusion_tag("ui/table.html")
def table(table: Table[Any], level: int = 2) -> Values:
    return {"table": table, "page": table.page, "level": level, "query": table.query}


@register.inclusion_tag("ui/pagination.html")
def pagination(page: Page[Any], query: QueryDict, key: str = "page") -> Values:
    """Links to the other pages of a list, with the rest of the address kept."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [(n, with_query(query, **{key: str(n)}) if isinstance(n, int) else "") for n in shown]
    around = {
        "previous": page.has_previous() and with_query(query, **{key: str(page.number - 1)}),
        "next": page.has_next() and with_query(query, **{key: str(page.number + 1)}),
    }
    return {"page": page, "links": links, **around}


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form: BaseForm) -> Values:
    """What has to be corrected, with a link to each field."""
    return {"form": form}


@register.inclusion_tag("ui/form.html")
def form(
    form: BaseForm, submit: object, action: str = "", cancel: str = "", method: str = "post"
) -> Values:
    """A whole form: summary of errors, fields, buttons."""
    return {"form": form, "submit": submit, "action": action, "cancel": cancel, "method": method}


@register.inclusion_tag("ui/button_form.html")
def button_form(action: str, label: object, kind: str = "secondary", icon: str = "") -> Values:
    """A button that does something at `action` by POST."""
    return {"action": action, "label": label, "kind": kind, "icon": icon}


@register.inclusion_tag("ui/ask.html")
def ask(
    action: str, label: object, text: object, kind: str = "secondary", **hidden: object
) -> Values:
    """A button for a step that can't be taken back: it opens to say what follows and to ask once
    more, without JavaScript too, then posts `hidden` to `action`."""
    return {"action": action, "label": label, "text": text, "kind": kind, "hidden": hidden}


@register.inclusion_tag("ui/confirm.html")
def confirm(id: str, page: str, action: str, label: object, title: object, text: object) -> Values:  # noqa: A002
    """A link to the `page` that asks "are you sure?"; with JavaScript a dialog asks in place and
    posts to `action`."""
    return {
        "id": id, "page": page, "action": action, "label": label, "title": title, "text": text,
    }  # fmt: skip


@register.inclusion_tag("ui/empty.html")
def empty(
    title: object, text: object = "", url: str = "", action: object = "", level: int = 2
) -> Values:
    """Nothing here: why, and what to do next."""
    return {"title": title, "text": text, "url": url, "action": action, "level": level}


@register.inclusion_tag("ui/reasons.html")
def reasons(why: Iterable[Any], gaps: Iterable[Any] = ()) -> Values:
    """What speaks for a match and what is missing. Items have `text` and `weight` (0 to 1)."""
    return {"why": list(why), "gaps": list(gaps)}


@register.inclusion_tag("ui/promise.html")
def promise(due: date, left: int = 0, kept: date | None = None) -> Values:
    """What is owed: `left` working days until `due` (negative: overdue), or kept on a day."""
    state = "kept" if kept else "overdue" if left < 0 else "soon" if left <= 1 else "running"
    return {"due": due, "left": left, "late": -left, "kept": kept, "state": state}


@register.inclusion_tag("ui/progress.html")
def progress(label: object, done: int, total: int, url: str = "") -> Values:
    """A job's progress. While it runs give `url`, whose answer replaces this element every 2 s."""
    return {"label": label, "done": done, "total": total, "url": url}


@register.inclusion_tag("ui/chart_table.html")
def chart_table(caption: object, rows: Iterable[tuple[object, float]], unit: object = "") -> Values:
    """Labelled quantities as a table with bars."""
    listed = list(rows)
    return {
        "caption": caption, "rows": listed, "unit": unit,
        "top": max((value for _label, value in listed), default=0) or 1,
    }  # fmt: skip


@register.inclusion_tag("ui/tabs.html")
def tabs(items: Iterable[Any], label: object) -> Values:
    """Views of one thing as links. Items have `label`, `url`, `current`, and may have `count`."""
    return {"items": items, "label": label}


@register.simple_tag(takes_context=True)
def page_title(context: Context, title: object) -> str:
    """`title`, then the site's name, for <title>."""
    return f"{title} · {context['shell'].name}" if title else str(context["shell"].name)
