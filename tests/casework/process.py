"""A small process to try the kernel with: a loan of a library book."""

from yucaihui.casework.process import Move, Process, State, moves_from

READER = frozenset({"reader"})
DESK = frozenset({"desk"})

LOAN = Process(
    name="book_loan",
    label="Book loan",
    start="asked",
    states=(
        State("asked", "Asked"),
        State("fetched", "Fetched from the store", outside="Being looked for"),
        State("dusted", "Dusted", outside="Being looked for"),
        State("lent", "Lent", "ok"),
        State("back", "Back", "quiet", closed=True),
        State("refused", "Refused", "error", closed=True),
    ),
    moves=(
        Move("fetch", "asked", "fetched", DESK, "Fetch"),
        Move("dust", "fetched", "dusted", DESK, "Dust"),
        *moves_from(["fetched", "dusted"], "lend", "lent", DESK, "Lend", kind="primary"),
        Move("renew", "lent", "lent", READER, "Renewed"),
        Move("return", "lent", "back", READER | DESK, "Return"),
        Move("recall", "lent", "back", frozenset({"system"}), "Recall"),
        *moves_from(["asked", "fetched"], "refuse", "refused", DESK, "Refuse",
                    {"missing": "The book is missing", "closed": "The store is closed"}),
    ),
    roles={"reader": "Reader", "desk": "Desk", "system": "Platform"},
)  # fmt: skip
