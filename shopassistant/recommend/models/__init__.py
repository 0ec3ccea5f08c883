"""The models behind one interface; each is fitted from purchases and answers for one customer at a time."""
