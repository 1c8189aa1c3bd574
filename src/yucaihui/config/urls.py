"""Every address of the site. Pages carry their language in the path: /… Chinese, /en/… English.

A module's `urls.py` is found through the app registry, in the order of INSTALLED_APPS.
"""

from collections.abc import Iterator

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLResolver, include, path, re_path
from django.utils.module_loading import module_has_submodule

from yucaihui.api.api import api
from yucaihui.api.views import unknown_address


def modules_with_pages() -> Iterator[URLResolver]:
    for config in apps.get_app_configs():
        ours = config.name.startswith("yucaihui.") and config.module is not None
        if ours and module_has_submodule(config.module, "urls"):
            yield path("", include(f"{config.name}.urls"))


urlpatterns = [
    path("api/v1/", api.urls),
    re_path("^api/", unknown_address),
    *i18n_patterns(
        *modules_with_pages(),
        path("accounts/", include("allauth.urls")),
        prefix_default_language=False,
    ),
]
