"""The league between groups: opt-in, under a name that the group's admins choose, by knowledge and not by size.

Every league week (``weeks.py``) has ten items, the same for all groups (``draw.py``). A member plays them for the
group in private, three times at the most, and the best run counts; explanations are shown, since learning the set
over the week is the point. A group's score (``scoring.py``) is the mean of its players' best runs. After two weeks
a fifth of each division goes up and a fifth down (``divisions.py``, ``closing.py``). No member's name or id is in
anything that another group sees: ``values.Row`` and ``values.Finish`` hold none.
"""
