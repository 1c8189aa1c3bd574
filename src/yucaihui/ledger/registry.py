"""How upper modules bring accounts and events of their own into the books.

They register in their AppConfig.ready, as data. A name that is taken by something else, or a
template whose roles nobody knows, stops the start.
"""

from collections.abc import Mapping

from yucaihui.ledger.process import ROLES, TEMPLATES, Role, Template


def register(
    *, roles: Mapping[str, Role] | None = None, templates: Mapping[str, Template] | None = None
) -> None:
    """Add roles of accounts, and templates whose lines name roles that are known then.

    Raises:
        ValueError: a name is taken, or a template names a role that nobody registered.
    """
    for name, role in (roles or {}).items():
        if ROLES.setdefault(name, role) != role:
            raise ValueError(f"the ledger has another role “{name}”")
    for kind, template in (templates or {}).items():
        unknown = sorted(set(template.roles) - ROLES.keys())
        if unknown:
            raise ValueError(f"“{kind}” names roles that the ledger has not: {', '.join(unknown)}")
        if TEMPLATES.setdefault(kind, template) != template:
            raise ValueError(f"the ledger has another template “{kind}”")
