from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The commands that set the shop up, and the checks that keep production safe."""

    name = "config"

    def ready(self):
        from config import checks  # noqa: F401  registers itself
