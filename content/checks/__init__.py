"""The rules a deck is held against, by subject. A new rule is one function in a module here and one line in
``askable.py`` (a deck cannot be loaded without it) or ``careful.py`` (it should not be published without it).
"""
