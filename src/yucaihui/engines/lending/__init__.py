"""Loan schedules to the fen, by a convention that is stored with the loan.

    loan = after(opened(terms), events)
    made = schedule(loan)

Terms and convention go in, rows come out; there is no clock, no default of rounding or day count,
and no float. Amounts are whole fen outside and `Decimal` fen inside. What can't be computed raises
`BadTerms` with the field's name.
"""
