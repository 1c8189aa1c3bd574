"""Every address of the site. Pages carry their language in the path: /… Chinese, /en/… English."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    *i18n_patterns(
        path("", include("yucaihui.portal.urls")),
        path("accounts/", include("allauth.urls")),
        prefix_default_language=False,
    ),
]
