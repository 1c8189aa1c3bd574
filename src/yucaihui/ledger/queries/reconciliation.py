"""Statements and breaks."""

from django.db.models import Count, Q, QuerySet

from yucaihui.ledger.models import Break, Statement


def all_statements() -> QuerySet[Statement]:
    still = Count("breaks", filter=Q(breaks__closed_on=None))
    rows = Statement.objects.select_related("account__book", "imported_by")
    return rows.annotate(open_breaks=still).order_by("-pk")


def differences_left(statement: Statement) -> int:
    return statement.breaks.filter(closed_on=None).count()


def all_breaks() -> QuerySet[Break]:
    return Break.objects.select_related("statement__account__book", "owner").order_by(
        "opened_on", "pk"
    )


def open_breaks() -> QuerySet[Break]:
    """The oldest first."""
    return all_breaks().filter(closed_on=None)
