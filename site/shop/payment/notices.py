"""The address that payment providers send their notices to. They read the status alone: 200 only after the commit."""

import logging

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shop.payment import providers
from shop.payment.paying import take_result
from shop.payment.providers.base import GatewayDown, NoticeForged, NoticeUnknown, NoticeWrong
from shop.payment.receiving import PaymentRefused

logger = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def notice(request, code):
    """Take one notice. What is refused for good is 4xx; 503 asks for the notice to be sent again."""
    provider = providers.get(code)
    if provider is None:
        return _answer(404)
    try:
        take_result(provider.read_notice(request))
    except NoticeForged:
        logger.warning("A notice for %s with a wrong signature was refused", code)
        return _answer(403)
    except NoticeUnknown:
        return _answer(404)
    except NoticeWrong:
        return _answer(400)
    except PaymentRefused as refused:
        logger.error("A notice of %s was refused: %s", code, refused)
        return _answer(409)
    except GatewayDown:
        return _answer(503)
    return _answer(200)


def _answer(status):
    return HttpResponse(status=status, content_type="text/plain")
