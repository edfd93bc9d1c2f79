"""A form whose token is no longer valid: the visitor signed in or out in another window, or cleared the cookies.

What was typed must not be lost. Where the browser itself says that the form came from our own pages, it is offered to
be sent once more, with a new token.
"""

from django.shortcuts import render

SECRETS = {"password", "password1", "password2", "old_password", "new_password1", "new_password2"}


def came_from_us(request):
    """Whether the browser says that this form was on one of our pages; other sites cannot make it say so."""
    return request.method == "POST" and request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def ask_again(request):
    """A page with the same form, hidden, and a button that sends it with a new token. Passwords are not repeated."""
    left_out = SECRETS | {"csrfmiddlewaretoken"}
    fields = [(name, value) for name, values in request.POST.lists() if name not in left_out for value in values]
    return render(request, "errors/again.html", {"fields": fields, "has_files": bool(request.FILES)}, status=403)
