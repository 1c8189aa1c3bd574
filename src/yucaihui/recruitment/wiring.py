"""How applications join the kernel of cases and the directory, once, when the site starts."""

from yucaihui.casework.process import register
from yucaihui.directory.registry import register_eraser, register_export
from yucaihui.directory.signals import consent_withdrawn
from yucaihui.recruitment.process import APPLICATION, REVIEW
from yucaihui.recruitment.services.departures import end_without_consent, erase, exported
from yucaihui.recruitment.services.matches import forget_person, leave_lists


def connect() -> None:
    register(APPLICATION)
    register(REVIEW)
    register_export("recruitment", exported)
    register_eraser("recruitment", erase)
    register_eraser("matches", forget_person)
    consent_withdrawn.connect(leave_lists, dispatch_uid="recruitment.lists")
    consent_withdrawn.connect(end_without_consent, dispatch_uid="recruitment.consent")
