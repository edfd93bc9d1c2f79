from django.contrib.auth.decorators import login_required
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from oscar.apps.customer.apps import CustomerConfig as OscarCustomerConfig


def member(view):
    """A page of the signed-in member's own, which nobody keeps; what is sent to it by nobody waits for the sign-in."""
    from shop.customer.unsent import keeping

    return never_cache(keeping(login_required(view.as_view())))


def anybody(view):
    """A page for everybody that nobody keeps."""
    return never_cache(view.as_view())


class CustomerConfig(OscarCustomerConfig):
    """The account pages under our own addresses; what Oscar has beyond them does not exist here."""

    name = "shop.customer"

    def ready(self):
        from shop.customer.alerts import receivers  # noqa: F401  registers itself

    def get_urls(self):
        rooms = (self._door, self._password, self._account, self._orders, self._claim_forms, self._claims)
        rooms += (self._address_book, self._alerts)
        return self.post_process_urls([address for room in rooms for address in room()])

    def _door(self):
        from shop.customer import door

        return [
            path(_("sign-in/"), anybody(door.SignIn), name="login"),
            path(_("sign-out/"), anybody(door.SignOut), name="logout"),
            path(_("signup/"), anybody(door.Signup), name="register"),
        ]

    def _password(self):
        from shop.customer import passwords

        return [
            path(_("password/"), member(passwords.ChangePassword), name="change-password"),
            path(_("password/forgotten/"), member(passwords.MailMeALink), name="mail-me-a-link"),
            path(_("reset-password/"), anybody(passwords.ResetPassword), name="password-reset"),
            path(_("reset-password/sent/"), anybody(passwords.ResetSent), name="password-reset-done"),
            path(
                _("reset-password/<str:uidb64>/<str:token>/"),
                anybody(passwords.NewPassword),
                name="password-reset-confirm",
            ),
        ]

    def _account(self):
        from shop.customer import account

        return [
            path("", member(account.Summary), name="summary"),
            path(_("edit/"), member(account.EditInformation), name="profile-update"),
            path(_("confirm-email/<str:key>/"), anybody(account.ConfirmEmail), name="email-confirm"),
            path(_("delete/"), member(account.DeleteAccount), name="profile-delete"),
        ]

    def _orders(self):
        from shop.customer import finding, orders, refunds

        return [
            path(_("orders/"), member(orders.SalesOrders), name="order-list"),
            path(_("orders/<str:order_number>/"), include(self._order("order", member))),
            path(_("guest-order/<str:token>/"), include(self._order("guest-order", anybody))),
            path(_("refund/<str:token>/"), anybody(refunds.RefundPage), name="refund"),
            path(_("refund/<str:token>/order-link/"), anybody(refunds.MailOrderLink), name="refund-order-link"),
            path(_("find-order/"), anybody(finding.FindOrder), name="find-order"),
            path(_("find-order/sent/"), anybody(finding.LinkSent), name="find-order-sent"),
        ]

    def _order(self, name, audience):
        """The page of one order and what can be done there; the same for a member and for a guest."""
        from shop.customer import order_actions as actions, orders

        return [
            path("", audience(orders.OrderPage), name=name),
            path(_("cancel/"), audience(actions.Cancel), name=f"{name}-cancel"),
            path(_("pay/"), audience(actions.PayOnline), name=f"{name}-pay"),
            path(_("proofs/"), audience(actions.SendProofs), name=f"{name}-proofs"),
            path(_("proofs/<uuid:key>/"), audience(actions.ProofFile), name=f"{name}-proof"),
            path(_("received/"), audience(actions.Received), name=f"{name}-received"),
            path(_("received/<int:pk>/"), audience(actions.Received), name=f"{name}-parcel-received"),
            path(_("missing/"), audience(actions.AnswerMissing), name=f"{name}-missing"),
            path(_("message/"), audience(actions.WriteMessage), name=f"{name}-message"),
            path(_("again/"), audience(actions.BuyAgain), name=f"{name}-again"),
            path(_("documents/<str:number>/"), audience(actions.DocumentFile), name=f"{name}-document"),
        ]

    def _claims(self):
        from shop.claims.page import views

        return [
            path(_("claims/"), member(views.Claims), name="claim-list"),
            path(_("claims/<str:number>/"), include(self._claim("claim", member))),
            path(_("guest-claim/<str:token>/"), include(self._claim("guest-claim", anybody))),
        ]

    def _claim(self, name, audience):
        """The page of one claim and what can be done there; the same for a member and for anybody else."""
        from shop.claims.page import actions, views

        return [
            path("", audience(views.ClaimPage), name=name),
            path(_("message/"), audience(actions.WriteMessage), name=f"{name}-message"),
            path(_("parcel/"), audience(actions.TellParcel), name=f"{name}-parcel"),
            path(_("withdraw/"), audience(actions.Withdraw), name=f"{name}-withdraw"),
            path(_("files/<uuid:key>/"), audience(actions.SentFile), name=f"{name}-file"),
            path(_("files/<uuid:key>/preview/"), audience(actions.Preview), name=f"{name}-preview"),
        ]

    def _claim_forms(self):
        from shop.claims.form import helping, uploads

        return [
            path(_("claim-files/"), anybody(uploads.Upload), name="claim-upload"),
            path(_("claim-files/<uuid:key>/"), anybody(uploads.DraftFile), name="claim-draft-file"),
            path(_("claim-files/<uuid:key>/remove/"), anybody(uploads.Remove), name="claim-draft-remove"),
            path(_("claim-help/"), helping.Offers.as_view(), name="claim-offers"),
            path(_("claim-help/helped/"), anybody(helping.Helped), name="claim-helped"),
        ]

    def _address_book(self):
        from shop.customer import address_book

        return [
            path(_("addresses/"), member(address_book.Addresses), name="address-list"),
            path(_("addresses/add/"), member(address_book.AddAddress), name="address-create"),
            path(_("addresses/<int:pk>/"), member(address_book.EditAddress), name="address-detail"),
            path(_("addresses/<int:pk>/delete/"), member(address_book.DeleteAddress), name="address-delete"),
            path(_("addresses/<int:pk>/default/"), member(address_book.MakeDefault), name="address-default"),
        ]

    def _alerts(self):
        from shop.customer.alerts import views

        return [
            path(_("alerts/"), member(views.Alerts), name="alerts-list"),
            path(_("alerts/create/<int:pk>/"), anybody(views.CreateAlert), name="alert-create"),
            path(_("alerts/cancel/<str:key>/"), anybody(views.CancelAlert), name="alerts-cancel-by-key"),
        ]
