from oscar.apps.dashboard.communications.apps import CommunicationsDashboardConfig as OscarCommunicationsDashboardConfig


class CommunicationsDashboardConfig(OscarCommunicationsDashboardConfig):
    name = "shop.dashboard.communications"
