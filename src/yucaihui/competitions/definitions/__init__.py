"""Forms, eligibility rules and rubrics as data that the office edits: read, checked, applied."""

from yucaihui.competitions.definitions.documents import DocumentAsked, read_documents
from yucaihui.competitions.definitions.errors import BadDefinition
from yucaihui.competitions.definitions.form import Form, FormField, read_form
from yucaihui.competitions.definitions.rubric import Criterion, Rubric, read_rubric
from yucaihui.competitions.definitions.rules import Rule, evaluate, read_rules

__all__ = [
    "BadDefinition",
    "Criterion",
    "DocumentAsked",
    "Form",
    "FormField",
    "Rubric",
    "Rule",
    "evaluate",
    "read_documents",
    "read_form",
    "read_rubric",
    "read_rules",
]
