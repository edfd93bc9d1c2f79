"""Make somebody an editor, a member of staff, an administrator, or nothing of the kind."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from config.roles import Role, grant_role


class Command(BaseCommand):
    help = "Give an account a role: " + "; ".join(str(label) for label in Role.labels)

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("role", choices=Role.values)

    def handle(self, *args, **options):
        User = get_user_model()
        try:
            user = User.objects.get(email__iexact=options["email"])
        except User.DoesNotExist:
            raise CommandError(f"No account has the email {options['email']}.") from None
        grant_role(user, options["role"])
        self.stdout.write(f"{user.email}: {Role(options['role']).label}")
