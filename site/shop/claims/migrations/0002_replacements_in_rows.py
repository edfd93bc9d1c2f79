import django.db.models.deletion
from django.db import migrations, models


def copy_replacements(apps, schema_editor):
    Claim, Replacement = apps.get_model("claims", "Claim"), apps.get_model("claims", "Replacement")
    claims = Claim.objects.exclude(replacement=None).order_by("pk")
    Replacement.objects.bulk_create(Replacement(claim=claim, order_id=claim.replacement_id) for claim in claims)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0001_claims'),
        ('order', '0024_life_of_an_order'),
    ]

    operations = [
        migrations.AddField(
            model_name='claim',
            name='needs_goods',
            field=models.BooleanField(default=True, verbose_name='The goods must come back'),
        ),
        migrations.AlterField(
            model_name='claim',
            name='replacement',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='order.order'),
        ),
        migrations.CreateModel(
            name='Replacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='Given up')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replacements', to='claims.claim', verbose_name='Claim')),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='order.order')),
            ],
            options={
                'verbose_name': 'Replacement',
                'verbose_name_plural': 'Replacements',
                'ordering': ['-pk'],
            },
        ),
        migrations.RunPython(copy_replacements, migrations.RunPython.noop),
    ]
