"""Judging a free-text answer offline: which required ideas were said, which are missing, which were got wrong."""

from content.grading.rubric import Judgement, Rubric

__all__ = ["Judgement", "Rubric"]
