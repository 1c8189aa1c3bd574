"""The files that go between the ledger and banks or partners; pure text in, frozen rows out.

All are CSV in UTF-8 or GB18030; amounts are yuan as people write them (1,234.50). The last line of
each carries control totals, so that a file that was cut short or changed is refused as a whole.

Batch, to the bank:     order,holder,account,bank,amount,purpose        … TOTAL,count,,,sum,
Answer, from the bank:  order,result,reference,reason,amount            … TOTAL,count,,,sum
Statement of account:   H,account,first day,last day,opening balance
                        L,day,reference,amount       (negative: the balance shrinks)
                        B,day,balance                (at the end of the day)
                        T,lines,sum of amounts,closing balance
"""
