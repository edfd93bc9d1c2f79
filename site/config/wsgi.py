"""The web server's way in. What production refuses ends the server with one line."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.exceptions import ImproperlyConfigured  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

BOOT_ERROR = 3  # the code by which a worker of gunicorn says that another try would be in vain

try:
    application = get_wsgi_application()
    from config.checks import refuse_unsafe_production

    refuse_unsafe_production()
except ImproperlyConfigured as error:
    sys.stderr.write(f"Cannot start: {error}\n")
    sys.exit(BOOT_ERROR)
