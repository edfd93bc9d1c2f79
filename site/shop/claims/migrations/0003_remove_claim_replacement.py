from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0002_replacements_in_rows'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='claim',
            name='replacement',
        ),
    ]
