from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payment', '0008_refunds_sent_by_the_worker'),
    ]

    operations = [
        migrations.AlterField(
            model_name='refund',
            name='reason',
            field=models.CharField(choices=[('missing', 'Goods are missing'), ('overpaid', 'More was paid than asked for'), ('late', 'Paid after the order was cancelled'), ('unchecked', 'Paid after the order was cancelled, before its stock was checked'), ('cancelled', 'The order was cancelled'), ('claim', 'Claim')], max_length=16, verbose_name='Reason'),
        ),
    ]
