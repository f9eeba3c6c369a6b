"""What is typed during an intake and about an advice."""

from meedoen.intake.forms.advice import AdviceForm, JudgeForm, ShareForm
from meedoen.intake.forms.section import SectionForm

__all__ = ["AdviceForm", "JudgeForm", "SectionForm", "ShareForm"]
