"""Judging a free-text answer offline: which required ideas were said, which are missing, which were got wrong."""

from content.grading.grader import CompiledRubric, Grader, warm
from content.grading.rubric import Judgement, Rubric

__all__ = ["CompiledRubric", "Grader", "Judgement", "Rubric", "warm"]
