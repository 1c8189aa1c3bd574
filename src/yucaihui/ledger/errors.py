"""What the ledger refuses, each by a code that does not change."""

from yucaihui.directory.errors import Refused


class LedgerRefusal(Refused):
    """The posting can't be taken; nothing of it was written."""

    code = "refused"


class BadAmount(LedgerRefusal):
    code = "bad_amount"


class FloorReached(LedgerRefusal):
    code = "floor_reached"


class OtherRequest(LedgerRefusal):
    code = "other_request"


class BooksMixed(LedgerRefusal):
    code = "books_mixed"


class BadDate(LedgerRefusal):
    code = "bad_date"


class CheckerNeeded(LedgerRefusal):
    code = "checker_needed"


class SamePerson(LedgerRefusal):
    code = "same_person"


class AlreadyReversed(LedgerRefusal):
    code = "already_reversed"


class WrongState(LedgerRefusal):
    code = "wrong_state"


class BadFile(LedgerRefusal):
    code = "bad_file"
