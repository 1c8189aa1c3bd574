"""How competitions join the kernel of cases and the directory, once, when the site starts."""

from yucaihui.casework.process import register
from yucaihui.competitions.process import PROCESSES


def connect() -> None:
    for process in PROCESSES:
        register(process)
