"""HEAD answers as GET does, without the body."""

import pytest
from django.test import RequestFactory

from config.wsgi import application


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/katalog/", "/healthz", "/nowhere/"])
def test_head_has_the_headers_of_get_and_no_body(client, path):
    told = client.get(path)
    asked = application.get_response(RequestFactory().head(path))
    assert asked.content == b""
    assert asked.status_code == told.status_code
    assert int(asked["Content-Length"]) > 0
