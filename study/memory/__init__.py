"""What a learner remembers: how an answer is graded, when it is asked again, how likely it is known on a day."""

from study.memory.fsrs import Fsrs
from study.memory.grades import grade_of
from study.memory.model import Algorithm, Grade, Memory, Phase, is_leech

__all__ = ["Algorithm", "Fsrs", "Grade", "Memory", "Phase", "grade_of", "is_leech"]
