"""How applications join the kernel of cases and the directory, once, when the site starts."""

from yucaihui.casework.process import register
from yucaihui.directory.registry import register_eraser, register_export
from yucaihui.directory.signals import consent_withdrawn
from yucaihui.recruitment.process import APPLICATION, REVIEW
from yucaihui.recruitment.services.departures import end_without_consent, erase, exported


def connect() -> None:
    register(APPLICATION)
    register(REVIEW)
    register_export("recruitment", exported)
    register_eraser("recruitment", erase)
    consent_withdrawn.connect(end_without_consent, dispatch_uid="recruitment.consent")
