"""Members to test with."""

from itertools import count

from django.contrib.auth import get_user_model

numbers = count(1)
PASSWORD = "rahasia-kita-9"


def make_member(username="budi", **values):
    """A member with a password that the shop accepts."""
    defaults = {"email": f"{username}@example.com", "first_name": "Budi Santoso", "phone": "+6281234567890"}
    user = get_user_model()(username=username, **(defaults | values))
    user.set_password(PASSWORD)
    user.save()
    return user
