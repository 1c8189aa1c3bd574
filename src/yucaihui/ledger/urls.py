"""Addresses of the ledger's pages, all for the office."""

from django.urls import path

from yucaihui.ledger.views import books, budgets, orders, reconciliation, statements

app_name = "ledger"
BASE = "office/ledger/"
BOOK = f"{BASE}books/<str:code>/"
VOUCHER = f"{BOOK}vouchers/<int:number>/"
ACCOUNT = f"{BASE}accounts/<str:uid>/"
BUDGET = f"{BASE}budgets/<str:uid>/"
PROPOSAL = f"{BASE}proposals/<str:uid>/"
ORDER = f"{BASE}orders/<str:uid>/"
BATCH = f"{BASE}batches/<str:uid>/"
DRAFT = f"{BASE}drafts/<str:uid>/"
STATEMENT = f"{BASE}statements/<str:uid>/"
BREAK = f"{BASE}breaks/<str:uid>/"
urlpatterns = [
    path(BASE, books.home, name="home"),
    path(f"{BASE}check/", books.verification, name="verification"),
    path(f"{BASE}check/run/", books.verify, name="verify"),
    path(f"{BASE}check/checkpoint/", books.checkpoint, name="checkpoint"),
    path(f"{BASE}new-book/", budgets.new_book, name="new_book"),
    path(BOOK, books.book, name="book"),
    path(f"{BOOK}balance.csv", books.book_file, name="book_file"),
    path(f"{BOOK}new-budget/", budgets.new_budget, name="new_budget"),
    path(f"{BOOK}pay-in/", budgets.pay_in, name="pay_in"),
    path(f"{BOOK}close/", budgets.close, name="close"),
    path(f"{BOOK}new-batch/", orders.new_batch, name="new_batch"),
    path(VOUCHER, books.voucher, name="voucher"),
    path(f"{VOUCHER}reverse/", budgets.reverse_voucher, name="reverse"),
    path(ACCOUNT, books.account, name="account"),
    path(f"{ACCOUNT}statement.csv", books.account_file, name="account_file"),
    path(f"{BASE}budgets/", budgets.budgets, name="budgets"),
    path(BUDGET, budgets.budget, name="budget"),
    path(f"{BUDGET}change/", budgets.change_budget, name="change_budget"),
    path(f"{BUDGET}new-order/", orders.new_order, name="new_order"),
    path(f"{BASE}proposals/", budgets.proposals, name="proposals"),
    path(PROPOSAL, budgets.proposal, name="proposal"),
    path(f"{PROPOSAL}check/", budgets.check_proposal, name="check_proposal"),
    path(f"{PROPOSAL}refuse/", budgets.refuse_proposal, name="refuse_proposal"),
    path(f"{BASE}orders/", orders.orders, name="orders"),
    path(ORDER, orders.order, name="order"),
    path(f"{ORDER}approve/", orders.approve, name="approve"),
    path(f"{ORDER}give-up/", orders.drop, name="drop"),
    path(f"{ORDER}again/", orders.again, name="again"),
    path(f"{BASE}batches/", orders.batches, name="batches"),
    path(BATCH, orders.batch, name="batch"),
    path(f"{BATCH}file/", orders.batch_file, name="batch_file"),
    path(f"{BASE}breaks/", reconciliation.breaks, name="breaks"),
    path(f"{BASE}statements/new/", statements.new_statement, name="new_statement"),
    path(DRAFT, statements.draft, name="draft"),
    path(f"{DRAFT}confirm/", statements.confirm, name="confirm_draft"),
    path(f"{DRAFT}drop/", statements.drop_draft, name="drop_draft"),
    path(STATEMENT, statements.statement, name="statement"),
    path(f"{STATEMENT}take-back/", statements.take_back, name="take_back"),
    path(BREAK, reconciliation.one_break, name="break"),
    path(f"{BREAK}assign/", reconciliation.assign, name="assign"),
    path(f"{BREAK}settle/", reconciliation.settle, name="settle"),
]
