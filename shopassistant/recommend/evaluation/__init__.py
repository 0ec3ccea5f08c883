"""How good the advice is, measured on the shop's own past: what would it have offered, and what was bought then?"""
