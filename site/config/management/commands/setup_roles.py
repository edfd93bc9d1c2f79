"""The groups of editors and staff, with exactly their rights."""

from django.core.management.base import BaseCommand

from config.roles import set_up_roles


class Command(BaseCommand):
    help = "Give the groups Editors and Staff exactly the rights of config/roles.py."

    def handle(self, *args, **options):
        set_up_roles()
