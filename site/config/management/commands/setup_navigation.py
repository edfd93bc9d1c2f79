"""Puts the help center into the menus, once."""

from django.core.management.base import BaseCommand
from django.db import transaction

from helpcenter.models import HelpIndexPage
from home.models import Navigation
from web.models import LoadedContent
from web.translations import loaded_page

KEY = "navigation/help"


class Command(BaseCommand):
    help = "Name the loaded help center as the page behind “Help”. Leaves the menus alone once that was done."

    @transaction.atomic
    def handle(self, *args, **options):
        index = loaded_page(HelpIndexPage, "help")
        if index is None or LoadedContent.objects.filter(key=KEY).exists():
            return
        LoadedContent.objects.create(key=KEY)
        navigation = Navigation.load()
        if navigation.help_page_id is None:
            navigation.help_page = index.page_ptr
            navigation.save()
