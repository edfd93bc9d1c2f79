"""Oscar finds our classes: its lookup falls back to its own without a word."""

import pytest
from oscar.core.loading import get_class

OURS = {
    "dashboard.views": ["IndexView"],
    "dashboard.catalogue.forms": [
        "ProductForm",
        "CategoryForm",
        "ProductSearchForm",
        "ProductImageForm",
        "ProductClassForm",
        "ProductAttributesForm",
        "AttributeOptionForm",
        "StockRecordForm",
        "SetProductPriceForm",
    ],
    "dashboard.catalogue.formsets": ["StockRecordFormSet"],
    "dashboard.catalogue.tables": ["ProductTable", "CategoryTable"],
    "dashboard.catalogue.views": [
        "ProductListView",
        "ProductCreateUpdateView",
        "ProductDeleteView",
        "ProductLookupView",
    ],
    "dashboard.catalogue.bulk_actions": [
        "MakePublicAction",
        "MakeNonPublicAction",
        "MakeProductsPublicAction",
        "MakeProductsNonPublicAction",
        "SetProductPriceAction",
    ],
    "dashboard.communications.views": ["ListView", "UpdateView"],
    "dashboard.orders.views": ["OrderListView", "OrderDetailView", "OrderStatsView", "ShippingAddressUpdateView"],
    "dashboard.orders.forms": ["OrderSearchForm", "ShippingAddressForm"],
}


@pytest.mark.parametrize(("module", "name"), [(m, name) for m, names in OURS.items() for name in names])
def test_oscar_uses_our_class(module, name):
    assert get_class(module, name).__module__.startswith("shop.dashboard.")
