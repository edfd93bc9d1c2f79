"""What staff should know before they begin: mail that failed, years whose holidays nobody has announced."""

from functools import lru_cache

from django.utils import timezone

from shop.communication.models import OutgoingMail
from shop.policies.calendar import WIB, has_government_list


def failed_mails():
    """How many mails could not be sent."""
    return OutgoingMail.objects.filter(status=OutgoingMail.Status.FAILED).count()


def years_without_list(now=None):
    """This year and the next, as far as the government's list of holidays is not known for them."""
    year = (now or timezone.now()).astimezone(WIB).year
    return [each for each in (year, year + 1) if not _is_known(each)]


_is_known = lru_cache(maxsize=8)(has_government_list)  # the lists come with a release of the library
