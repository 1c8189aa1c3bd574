"""Addresses of the ledger's pages, all for the office."""

from django.urls import path

from yucaihui.ledger.views import books

app_name = "ledger"
urlpatterns = [
    path("office/ledger/", books.home, name="home"),
    path("office/ledger/check/", books.verification, name="verification"),
    path("office/ledger/check/run/", books.verify, name="verify"),
    path("office/ledger/books/<str:code>/", books.book, name="book"),
    path("office/ledger/books/<str:code>/balance.csv", books.book_file, name="book_file"),
    path("office/ledger/books/<str:code>/vouchers/<int:number>/", books.voucher, name="voucher"),
    path("office/ledger/accounts/<str:uid>/", books.account, name="account"),
    path("office/ledger/accounts/<str:uid>/statement.csv", books.account_file, name="account_file"),
]
