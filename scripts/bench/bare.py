"""A bare Django: one view, no middleware, the bytes of the shop's pages. What the shop's speed is measured against.

`bare.py FOLDER` is served by gunicorn as `bare:application`; FOLDER holds a file per page.
"""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

FOLDER = Path(os.environ["BARE_PAGES"])
PAGES = {file.stem: file.read_bytes() for file in FOLDER.glob("*.html")}


def page(request, name):
    """The page `name`, as bytes from memory."""
    return HttpResponse(PAGES[name], headers={"Content-Length": len(PAGES[name])})


urlpatterns = [path("<slug:name>/", page)]
settings.configure(ROOT_URLCONF=__name__, MIDDLEWARE=[], ALLOWED_HOSTS=["*"], SECRET_KEY="bench", DEBUG=False)  # noqa: S106
application = get_wsgi_application()
