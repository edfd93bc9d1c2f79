from django.db import migrations


def keep_codes(apps, schema_editor):
    """A claim as the reason of a refund or a step was a sentence in one language; now its number is kept."""
    Claim = apps.get_model("claims", "Claim")
    OrderEvent = apps.get_model("order", "OrderEvent")
    Refund = apps.get_model("payment", "Refund")
    for claim in Claim.objects.exclude(outcome="", replacements=None).distinct():
        sentences = [f"{word} {claim.number}" for word in ("Klaim", "Claim")]
        Refund.objects.filter(claim=claim, why__in=sentences).update(why="")
        for event in OrderEvent.objects.filter(why__in=sentences):
            because = {"code": "claim", "about": {"number": claim.number}}
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
