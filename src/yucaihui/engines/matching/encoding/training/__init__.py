"""Training the head of the default encoder from names of the same work.

work = read_work(esco_tables, pairs, spelling)
head = to_bytes(train(work, model, pooling, Settings()))
"""
