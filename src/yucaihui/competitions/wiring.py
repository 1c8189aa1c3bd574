"""How competitions join the kernel of cases and the directory, once, when the site starts."""

from yucaihui.casework.process import register
from yucaihui.competitions.process import PROCESSES
from yucaihui.competitions.services import judge_departures, result_departures
from yucaihui.competitions.services.entry_departures import erase, exported
from yucaihui.competitions.services.prizes import follow_promise
from yucaihui.directory.registry import register_eraser, register_export
from yucaihui.promises.services import ended_promise


def connect() -> None:
    for process in PROCESSES:
        register(process)
    register_export("entries", exported)
    register_eraser("entries", erase)
    register_export("judging", judge_departures.exported)
    register_eraser("judging", judge_departures.erase)
    register_export("results", result_departures.exported)
    register_eraser("results", result_departures.erase)
    ended_promise.connect(follow_promise, dispatch_uid="competitions.follow_promise")
