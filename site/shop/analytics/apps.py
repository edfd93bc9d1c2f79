from oscar.apps.analytics.apps import AnalyticsConfig as OscarAnalyticsConfig
from oscar.core.application import OscarConfig


class AnalyticsConfig(OscarAnalyticsConfig):
    name = "shop.analytics"

    def ready(self):
        """Leave Oscar's receivers out: they write a row on every product view, and no public GET writes here."""
        OscarConfig.ready(self)
