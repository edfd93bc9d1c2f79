"""The tests' own ground: every test starts from the migrated database, whatever the one before it committed."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from oscar.core.loading import get_model
from wagtail.models import Page

from shop.address.models import Regency

Product = get_model("catalogue", "Product")


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_what_a_test_commits_is_gone_and_what_migrations_loaded_is_back(turn):
    assert not get_user_model().objects.exists()
    assert Regency.objects.count() > 500
    assert Page.objects.filter(depth=1).count() == 1
    assert Permission.objects.filter(codename="add_product").count() == 1
    get_user_model().objects.create_user("budi", "budi@example.com", "a long password")
    Regency.objects.all().delete()


@pytest.mark.parametrize("turn", [1, 2])
def test_the_demonstration_is_there_whole_whatever_the_test_before_it_committed(turn, demo_shop):
    shopper = get_user_model().objects.get(email="shopper@example.com")
    assert shopper.check_password(settings.DEMO_PASSWORD)
    assert Product.objects.count() > 0
    shopper.delete()
