"""Notes the questions of forms that were published before there were notes."""

from django.db import migrations

OWN_KINDS = ("text", "choice", "file", "date", "consent")


def note_questions(apps, schema_editor):
    pages = apps.get_model("helpcenter", "ClaimFormPage").objects.filter(first_published_at__isnull=False)
    notes = apps.get_model("helpcenter", "PublishedQuestion").objects
    for page in pages.filter(alias_of=None):
        for block in page.body.raw_data:
            if block["type"] in OWN_KINDS:
                key = block["value"]["key"]
                note, _created = notes.get_or_create(
                    form_key=page.translation_key, key=key, defaults={"kind": block["type"]}
                )
                _add(note, block)
                note.save()


def _add(note, block):
    note.ids = sorted({*note.ids, block["id"]})
    for option in block["value"].get("options", ()):
        past = note.options.setdefault(option["value"]["value"], {"ids": [], "words": []})
        past["ids"] = sorted({*past["ids"], option["id"]})
        past["words"] = sorted({*past["words"], option["value"]["label"]})


class Migration(migrations.Migration):
    dependencies = [("helpcenter", "0004_published_questions")]
    operations = [migrations.RunPython(note_questions, migrations.RunPython.noop)]
