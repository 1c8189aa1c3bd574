"""Who may read the ledger, and who may write it."""

from yucaihui.core.accounts.rules import is_office

may_read = is_office
