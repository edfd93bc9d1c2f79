from oscar.apps.dashboard.catalogue.apps import CatalogueDashboardConfig as OscarCatalogueDashboardConfig


class CatalogueDashboardConfig(OscarCatalogueDashboardConfig):
    name = "shop.dashboard.catalogue"
