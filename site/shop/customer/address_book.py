"""The member's address book, part of "Edit Information" (promise 2)."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View
from oscar.core.loading import get_model

from shop.customer.forms import AddressBookForm
from shop.customer.unsent import Refilled

UserAddress = get_model("address", "UserAddress")


class Addresses(View):
    """The list is on the "Edit Information" page."""

    def get(self, request):
        return redirect(reverse_lazy("customer:profile-update") + "#addresses")


class AddressFormView(Refilled, FormView):
    form_class = AddressBookForm
    template_name = "account/address.html"
    success_url = reverse_lazy("customer:address-list")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.get_address()}

    def form_valid(self, form):
        form.save()
        messages.success(self.request, _("The address is saved."))
        return super().form_valid(form)


class AddAddress(AddressFormView):
    def get_address(self):
        return UserAddress(user=self.request.user)

    def get_initial(self):
        user = self.request.user
        return {"first_name": user.first_name, "phone_number": user.phone} | super().get_initial()


class EditAddress(AddressFormView):
    def get_address(self):
        return get_object_or_404(UserAddress, user=self.request.user, pk=self.kwargs["pk"])


class DeleteAddress(TemplateView):
    """Asks once, then deletes."""

    template_name = "account/address_delete.html"

    def get_context_data(self, pk, **kwargs):
        return super().get_context_data(address=get_object_or_404(UserAddress, user=self.request.user, pk=pk), **kwargs)

    def post(self, request, pk):
        get_object_or_404(UserAddress, user=request.user, pk=pk).delete()
        messages.success(request, _("The address is deleted."))
        return redirect("customer:address-list")


class MakeDefault(View):
    """Makes an address the one that is used first. Whoever comes by a plain link just sees the list."""

    def get(self, request, pk):
        return redirect("customer:address-list")

    @transaction.atomic
    def post(self, request, pk):
        address = get_object_or_404(UserAddress, user=request.user, pk=pk)
        address.is_default_for_shipping = True
        address.save()
        return redirect("customer:address-list")
