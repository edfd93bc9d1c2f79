"""Files that everybody may see, served by the shop itself where no web server in front of it does."""

from django.http import Http404
from django.views.static import serve


def public_file(request, path, document_root):
    """The file below `document_root`; a name that no disk can have is not found either."""
    try:
        return serve(request, path, document_root)
    except (OSError, ValueError) as error:
        raise Http404 from error
