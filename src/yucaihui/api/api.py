"""The API: every module's `endpoints.py` under one address, one way to sign in, one form of error.

An `endpoints` module offers `router`; its operations carry their own paths from /api/v1/ on.
"""

from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from yucaihui.api.auth import Key, Session
from yucaihui.api.parser import TextParser
from yucaihui.api.problems import answer_by_table
from yucaihui.api.reference import Api

api = Api(
    title="Yucaihui 渝才荟",
    version="1",
    description=(
        "Positions, applications and records of a city's talent work. Sign in with the site's "
        "session and its CSRF token, or with a personal key as `Authorization: Bearer …`. "
        "Amounts are whole fen unless a field says otherwise, times are UTC, ids are opaque."
    ),
    auth=[Key(), Session()],
    urls_namespace="api",
    docs_url=None,
    parser=TextParser(),
)


def add_routers() -> None:
    for config in apps.get_app_configs():
        ours = config.name.startswith("yucaihui.") and config.module is not None
        if ours and module_has_submodule(config.module, "endpoints"):
            api.add_router("", import_module(f"{config.name}.endpoints").router)


answer_by_table(api)
add_routers()
