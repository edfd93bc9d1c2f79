"""What the group Staff may do in the dashboard. Deleting, customers' accounts and reports are an administrator's."""

VIEW, ADD, CHANGE = "view", "add", "change"
WORK = (VIEW, ADD, CHANGE)

STAFF_TABLE = {
    "catalogue.product": WORK,
    "catalogue.category": WORK,
    "catalogue.productclass": WORK,
    "catalogue.attributeoptiongroup": WORK,
    "partner.stockalert": (VIEW,),
    "order.order": (VIEW, CHANGE),
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
