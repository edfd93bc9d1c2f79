from django.db import migrations

SENTENCE = r"^(Klaim|Claim) CL-[A-Z0-9-]+$"


def keep_codes(apps, schema_editor):
    """A claim as the reason of a refund or a step was a sentence in one language; now its number is kept."""
    OrderEvent = apps.get_model("order", "OrderEvent")
    Refund = apps.get_model("payment", "Refund")
    Refund.objects.filter(reason="claim", why__regex=SENTENCE).update(why="")
    for event in OrderEvent.objects.filter(why__regex=SENTENCE):
        because = {"code": "claim", "about": {"number": event.why.split()[1]}}
        OrderEvent.objects.filter(pk=event.pk).update(why="", details=event.details | {"because": because})


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0003_remove_claim_replacement'),
        ('order', '0024_life_of_an_order'),
        ('payment', '0009_refund_of_an_unchecked_order'),
    ]

    operations = [
        migrations.RunPython(keep_codes, migrations.RunPython.noop),
    ]
