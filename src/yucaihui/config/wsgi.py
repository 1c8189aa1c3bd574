"""The WSGI entry point for gunicorn and for the built-in server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yucaihui.config.settings")
application = get_wsgi_application()

# The applications are loaded only now. Whatever server imports this refuses a demo in production.
from yucaihui.core.installation.services import refuse_demo_in_production  # noqa: E402

refuse_demo_in_production()
