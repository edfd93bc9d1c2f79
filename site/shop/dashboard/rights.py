"""What the group Staff may do in the dashboard. Deleting and customers' accounts are an administrator's."""

VIEW, ADD, CHANGE = "view", "add", "change"
WORK = (VIEW, ADD, CHANGE)

SEE_ORDERS = "order.view_order"
WORK_ON_ORDERS = "order.change_order"  # stock check, processing, parcels, messages
CONFIRM_MONEY = "payment.add_payment"
PAY_REFUNDS = "payment.change_refund"
CHANGE_STOCK = "partner.change_stockrecord"
SEE_CLAIMS = "claims.view_claim"
WORK_ON_CLAIMS = "claims.change_claim"
MAKE_EXCEPTIONS = "claims.override_claim"  # decide against a rule of a claim
SEE_MAIL = "communication.view_outgoingmail"

STAFF_TABLE = {
    "catalogue.product": WORK,
    "catalogue.category": WORK,
    "catalogue.productclass": WORK,
    "catalogue.attributeoptiongroup": WORK,
    "partner.stockalert": (VIEW,),
    "partner.stockrecord": (VIEW, CHANGE),
    "order.order": (VIEW, CHANGE),
    "payment.payment": (VIEW, ADD),  # to confirm that money has come
    "payment.refund": (VIEW, CHANGE),  # to pay money back
    "claims.claim": (VIEW, CHANGE, "override"),
    "shipping.weightbased": WORK,
    "shipping.zone": WORK,
    "communication.communicationeventtype": (VIEW, CHANGE),
    "communication.outgoingmail": (VIEW, CHANGE),
}


def named(model, verb):
    """`catalogue.product` and `view` as Django names the permission."""
    app_label, name = model.split(".")
    return f"{app_label}.{verb}_{name}"


STAFF_RIGHTS = tuple(named(model, verb) for model, verbs in STAFF_TABLE.items() for verb in verbs)
