"""The dashboard's menu: what this shop uses. Each entry is shown to those who may open it."""

from django.utils.translation import gettext_lazy as _


def entry(label, url_name, icon=None):
    return {"label": label, "url_name": f"dashboard:{url_name}"} | ({"icon": icon} if icon else {})


NAVIGATION = [
    entry(_("Today"), "index", "fas fa-list"),
    entry(_("Figures"), "figures", "fas fa-chart-line"),
    {
        "label": _("Orders"),
        "icon": "fas fa-shopping-cart",
        "children": [entry(_("Orders"), "order-list"), entry(_("Statistics"), "order-stats")],
    },
    {
        "label": _("Claims"),
        "icon": "fas fa-exclamation-circle",
        "children": [entry(_("Claims"), "claim-list"), entry(_("Claims in figures"), "claim-figures")],
    },
    {
        "label": _("Catalogue"),
        "icon": "fas fa-sitemap",
        "children": [
            entry(_("Products"), "catalogue-product-list"),
            entry(_("Categories"), "catalogue-category-list"),
            entry(_("Product Types"), "catalogue-class-list"),
            entry(_("Attribute Option Groups"), "catalogue-attribute-option-group-list"),
            entry(_("Low stock alerts"), "stock-alert-list"),
        ],
    },
    {
        "label": _("Shipping"),
        "icon": "fas fa-truck",
        "children": [
            entry(_("Shipping methods"), "shipping-method-list"),
            entry(_("Shipping zones"), "shipping-zone-list"),
        ],
    },
    {
        "label": _("Mail"),
        "icon": "fas fa-envelope",
        "children": [entry(_("Mail wording"), "comms-list"), entry(_("Outgoing mail"), "outgoing-mail-list")],
    },
    {
        "label": _("Customers"),
        "icon": "fas fa-users",
        "children": [entry(_("Customers"), "users-index"), entry(_("Stock alert requests"), "user-alert-list")],
    },
]
