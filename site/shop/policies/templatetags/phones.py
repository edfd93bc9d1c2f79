"""How pages write telephone numbers."""

from django import template

from shop.policies.contact import written

register = template.Library()
register.filter("written", written)
