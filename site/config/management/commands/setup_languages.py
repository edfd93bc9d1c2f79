"""The languages pages are written in, and the address the shop answers to."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sites.models import Site as MailSite
from django.core.management.base import BaseCommand
from wagtail.models import Locale, Site

PORTS = {"http": 80, "https": 443}


class Command(BaseCommand):
    help = "Make the two languages of the CMS and tell both tables of sites the address in BASE_URL."

    def handle(self, *args, **options):
        for code, _label in settings.WAGTAIL_CONTENT_LANGUAGES:
            Locale.objects.get_or_create(language_code=code)
        address = urlsplit(settings.BASE_URL)
        host, port = address.hostname, address.port or PORTS[address.scheme]
        Site.objects.filter(is_default_site=True).update(hostname=host, port=port)
        MailSite.objects.update_or_create(
            pk=settings.SITE_ID, defaults={"domain": address.netloc, "name": settings.OSCAR_SHOP_NAME}
        )
        Site.clear_site_root_paths_cache()
        MailSite.objects.clear_cache()
