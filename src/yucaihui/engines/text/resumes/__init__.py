"""CVs to JSON Resume."""

from yucaihui.engines.text.resumes.model import ParsedResume
from yucaihui.engines.text.resumes.parse import parse_resume

__all__ = ["ParsedResume", "parse_resume"]
