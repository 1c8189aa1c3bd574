"""What the head and the foot of every page lead to; modules register theirs when they start."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.urls import reverse
from django.utils.functional import Promise

from yucaihui.core.accounts.rules import roles_of

Place = Literal["head", "foot"]


@dataclass(frozen=True)
class NavItem:
    """A link for those who hold one of `roles`; for everybody when there are none."""

    label: str | Promise
    url_name: str
    roles: frozenset[str] = frozenset()
    order: int = 50
    place: Place = "head"

    def is_for(self, roles: frozenset[str]) -> bool:
        return not self.roles or not self.roles.isdisjoint(roles)


@dataclass(frozen=True)
class Link:
    label: str | Promise
    url: str
    current: bool = False


_items: dict[tuple[Place, str], NavItem] = {}


def register(*items: NavItem) -> None:
    """Add entries; one with the same place and url_name replaces the earlier."""
    _items.update({(item.place, item.url_name): item for item in items})


def links_for(user: Any, place: Place, path: str = "") -> list[Link]:
    """What `user` may follow, in order; the entry that leads nearest to `path` is current."""
    shown = sorted((item for item in _items.values() if item.place == place), key=lambda i: i.order)
    roles = roles_of(user) if any(item.roles for item in shown) else frozenset()
    urls = {item: reverse(item.url_name) for item in shown if item.is_for(roles)}
    nearest = nearest_above(path, urls.values())
    return [Link(item.label, url, url == nearest) for item, url in urls.items()]


def nearest_above(path: str, urls: Iterable[str]) -> str:
    return max((url for url in urls if path.startswith(url)), key=len, default="")
