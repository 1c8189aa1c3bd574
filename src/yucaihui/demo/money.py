"""The office's fund: two budgets, and payments to talents and employers in every state."""

from datetime import date, timedelta
from typing import Any

from yucaihui.demo.cast import member
from yucaihui.demo.dice import dice, pick
from yucaihui.demo.town import Town
from yucaihui.ledger.process import BookKind
from yucaihui.ledger.queries.payments import waiting_proposals
from yucaihui.ledger.services import (
    Payee,
    appropriate,
    approve_order,
    check_proposal,
    drop_order,
    open_book,
    open_budget,
    order_payment,
    pay_in,
    send_orders,
    take_answers,
)

YUAN = 100
STAGE = "资金 money"
BANK = "重庆诚安银行演示支行"
# Code, name in both languages, yuan appropriated.
BUDGETS = (
    ("settling-2026", "来渝人才安家补贴", "Settling-in allowance", 3_000_000),
    ("training-2026", "企业引才补助", "Subsidy for employers who recruit", 2_000_000),
)
PAID_IN = 4_000_000
AMOUNTS = (5_000, 8_000, 20_000, 50_000)
# What becomes of the orders, in turn.
ENDS = (
    *("received", "received", "received", "returned"),
    *("sent", "approved", "ordered", "dropped"),
)
# What the bank's file says of an order, and why.
RESULTS = {"received": ("paid", ""), "returned": ("returned", "户名不符")}
ORDERS_PER_BUDGET = 16
DAYS_TO_PAY = 30


def settle_money(town: Town) -> None:
    """Two people of the office fill the fund; the orders go through the bank's files."""
    today = town.city.today
    maker, checker = town.users[member("admin_jingxing").email], town.officer
    book = open_book(
        "talent-fund", BookKind.FUND, by=maker, name_zh="人才专项资金", name_en="Talent fund"
    )
    pay_in(book, PAID_IN * YUAN, key="demo:paid-in", document="demo", by=maker, on=today)
    for code, name_zh, name_en, yuan in town.counted(STAGE, BUDGETS):
        budget = open_budget(book, code, by=maker, name_zh=name_zh, name_en=name_en)
        appropriate(budget, yuan * YUAN, key=f"demo:{code}", document="demo", by=maker, on=today)
        check_what_waits(checker, today)
        walk_orders([order(town, budget, n, maker) for n in range(ORDERS_PER_BUDGET)], town)


def check_what_waits(checker: Any, today: date) -> None:
    for proposal in waiting_proposals():
        check_proposal(proposal, by=checker, on=today)


def order(town: Town, budget: Any, number: int, maker: Any) -> Any:
    rng = dice(town.city.seed, budget.code, number)
    return order_payment(
        budget,
        payee_of(town, budget, number),
        pick(rng, AMOUNTS) * YUAN,
        by=maker,
        due_on=town.city.today + timedelta(days=DAYS_TO_PAY),
        purpose=(budget.name_zh, budget.name_en),
    )


def payee_of(town: Town, budget: Any, number: int) -> Payee:
    """A talent or an employer, with an account that no bank has issued."""
    account = f"0000{budget.pk:04}{number:08}"
    if budget.code.startswith("settling"):
        person = list(town.people.values())[number % len(town.people)]
        return Payee(person.name_zh or person.name_en, BANK, account, person=person)
    employer = list(town.employers.values())[number % len(town.employers)]
    return Payee(employer.name_zh, BANK, account, organisation=employer)


def walk_orders(orders: list[Any], town: Town) -> None:
    """Each order as far as its end; the bank answers for those it is sent."""
    today, maker = town.city.today, orders[0].maker
    ends = [(one, ENDS[number % len(ENDS)]) for number, one in enumerate(orders)]
    for one, end in ends:
        if end == "dropped":
            drop_order(one, by=town.officer, note="收款人已离渝", on=today)
        elif end != "ordered":
            approve_order(one, by=town.officer, on=today)
    sent = [(one, end) for one, end in ends if end in {"sent", "received", "returned"}]
    batch = send_orders(orders[0].budget.book, [one for one, _ in sent], by=maker, on=today)
    answered = [(one, end) for one, end in sent if end != "sent"]
    take_answers(batch, bank_answer(answered), by=maker, on=today)


def bank_answer(answered: list[tuple[Any, str]]) -> bytes:
    lines = ["order,result,reference,reason,amount"]
    for one, end in answered:
        result, reason = (
            ("paid", "") if end == "received" else ("returned", "户名不符 wrong holder")
        )
        lines.append(f"{one.uid},{result},B{one.pk},{reason},{one.amount / YUAN:.2f}")
    total = sum(one.amount for one, _ in answered)
    lines.append(f"TOTAL,{len(answered)},,,{total / YUAN:.2f}")
    return "\n".join(lines).encode()
