from django.urls import path
from oscar.apps.dashboard.communications.apps import CommunicationsDashboardConfig as OscarCommunicationsDashboardConfig
from oscar.core.loading import get_class


class CommunicationsDashboardConfig(OscarCommunicationsDashboardConfig):
    """The wording of the mail, and the mail itself on its way out."""

    name = "shop.dashboard.communications"

    def configure_permissions(self):
        super().configure_permissions()
        permission = get_class("dashboard.permissions", "DashboardPermission").get
        self.permissions_map |= {
            "outgoing-mail-list": permission("communication", "view_outgoingmail"),
            "outgoing-mail-send": permission("communication", "view_outgoingmail", "change_outgoingmail"),
        }

    def get_urls(self):
        from shop.dashboard.communications import outgoing

        # Before Oscar's own, whose address of a wording would take any word.
        own = [
            path("outgoing/", outgoing.OutgoingMailListView.as_view(), name="outgoing-mail-list"),
            path("outgoing/<int:pk>/send/", outgoing.SendAgainView.as_view(), name="outgoing-mail-send"),
        ]
        return self.post_process_urls(own) + super().get_urls()
