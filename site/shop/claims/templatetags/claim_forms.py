"""Tags for the form for claims."""

from django import template
from django.utils.translation import gettext as _

from shop.claims.files import LARGEST_VIDEO_BYTES, MOST_FILES
from shop.claims.form.uploads import described
from web.uploads import LARGEST_BYTES, MEGABYTE

register = template.Library()


@register.simple_tag
def claim_files(field):
    """The files that are kept for a field already."""
    return [described(attachment) for attachment in field.field.attachments]


@register.simple_tag
def answers(field):
    """(radio, words that refuse this answer, whether they stand there as an error already) of each answer."""
    found = []
    for radio in field:
        refusal_of = getattr(field.form, "refusal_of", None)
        words = refusal_of(field.name, radio.data["value"]) if refusal_of else ""
        if words:
            radio.data["attrs"]["aria-describedby"] = f"{radio.id_for_label}_refusal"
        found.append((radio, words, words in field.errors))
    return found


@register.inclusion_tag("claims/claimed.html")
def claimed(judged, user):
    """Where the claims are that hold the pieces of a line: a link to the member's own, else a word about the mail."""
    return {"claims": judged.claims_of(user)}


@register.simple_tag
def file_limits():
    """What may be sent, before it is."""
    return _(
        "Pictures and PDFs of up to %(most)d MB each, videos (MP4) of up to %(video)d MB, %(count)d files at most."
    ) % {"most": LARGEST_BYTES // MEGABYTE, "video": LARGEST_VIDEO_BYTES // MEGABYTE, "count": MOST_FILES}
