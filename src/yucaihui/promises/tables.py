"""Lists of promises."""

from django.utils.translation import gettext_lazy as _

from yucaihui.promises.queries import Clock
from yucaihui.ui.formats import in_language
from yucaihui.ui.tables import Column, Table


def debtor(clock: Clock) -> object:
    owed_by = clock.promise.owed_by
    return in_language(owed_by, "name") if owed_by else _("The talent office")


def creditor(clock: Clock) -> str:
    side = clock.promise.to_person or clock.promise.to_organisation
    return in_language(side, "name")


class PromiseTable(Table[Clock]):
    caption = _("Promises")
    empty_title = _("Nothing is owed")
    empty_text = _("What somebody promises you, or you promise, is kept in sight here until done.")

    title = Column(_("What"), lambda clock: in_language(clock.promise, "title"))
    owed_by = Column(_("Owed by"), debtor)
    to = Column(_("Owed to"), creditor)
    due = Column(_("Due"), lambda clock: clock, template="promises/clock.html")
