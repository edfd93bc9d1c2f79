"""Files for a claim that is not sent yet: kept when they come, shown to the session that sent them, removed again."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.generic import View

from shop.claims import drafts
from shop.claims.files import MOST_FILES, inspect_once
from shop.claims.form import typed
from shop.claims.models import ClaimAttachment, ClaimDraft
from web.limits import Limit, network

UPLOADS = Limit("claim-uploads", most=300, seconds=3600)  # files of one network


def keep_files(request, draft, form):
    """Keep the files of a form post in its draft; return field → sentences about those that were not kept."""
    errors = {}
    for name, field in form.file_fields.items():
        files = request.FILES.getlist(name)
        found = [error for file in files[:MOST_FILES] for error in _keep_one(request, draft, file, field.question)]
        if len(files) > MOST_FILES:
            most = ngettext("At most %(count)d file can be sent.", "At most %(count)d files can be sent.", MOST_FILES)
            found.append(most % {"count": MOST_FILES})
        if found:
            errors[name] = found
    return errors


def posted_files(request, form):
    """(question, digest) of each file that came with a form post; the digest of what may not be sent is empty."""
    return {
        (field.question, _digest(file))
        for name, field in form.file_fields.items()
        for file in request.FILES.getlist(name)[:MOST_FILES]
    }


def _digest(file):
    try:
        return inspect_once(file).digest
    except ValidationError:
        return ""


def _keep_one(request, draft, file, question):
    try:
        _add(request, draft, file, question)
    except ValidationError as error:
        return [f"{file.name}: {message}" for message in error.messages]
    return []


def _add(request, draft, file, question):
    """Keep one file; return its attachment. Raises ValidationError with a sentence."""
    if not UPLOADS.count(network(request)):
        raise ValidationError(_("Too many files. Please try again in an hour."), code="limit")
    try:
        return drafts.add_file(draft, file, question)
    except ClaimDraft.DoesNotExist as error:
        raise ValidationError(_("This claim was sent already. More files can be added on its page.")) from error


class Upload(View):
    """One file from the script of the page; answered with what the page shows of it, or with sentences."""

    def post(self, request):
        note = typed.read_note(request.POST.get("draft", ""))
        question, file = request.POST.get("question", ""), request.FILES.get("file")
        if note is None or question not in note.questions or file is None:
            return JsonResponse({"errors": [_("Please reload the page and choose the file again.")]}, status=400)
        try:
            attachment = _add(request, typed.keep(request.session, note), file, question)
        except ValidationError as error:
            return JsonResponse({"errors": error.messages}, status=429 if error.code == "limit" else 422)
        return JsonResponse(described(attachment), status=201)


class Remove(View):
    """Removes a file of the visitor's own draft; one that is gone stays gone."""

    def post(self, request, key):
        for attachment in own_files(request.session).filter(key=key).select_related("draft"):
            drafts.remove_file(attachment.draft, key)
        return JsonResponse({"removed": str(key)})


class DraftFile(View):
    """A file of the visitor's own draft: its small picture, or the whole as a file to keep. Nobody else's exists."""

    def get(self, request, key):
        attachment = get_object_or_404(own_files(request.session), key=key)
        if "preview" in request.GET:
            if not attachment.preview:
                raise Http404
            response = FileResponse(attachment.preview.open(), content_type="image/jpeg")
        else:
            response = FileResponse(
                attachment.file.open(), as_attachment=True, filename=attachment.name,
                content_type=attachment.content_type,
            )  # fmt: skip
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def own_files(session):
    """The files of all drafts of a session."""
    return ClaimAttachment.objects.filter(draft__key__in=session.get(drafts.SESSION_KEY, {}).values())


def described(attachment):
    """A kept file as the page shows it."""
    address = reverse("customer:claim-draft-file", kwargs={"key": attachment.key})
    return {
        "key": str(attachment.key),
        "name": attachment.name,
        "size": filesizeformat(attachment.size_bytes),
        "address": address,
        "preview": f"{address}?preview=1" if attachment.preview else "",
        "remove": reverse("customer:claim-draft-remove", kwargs={"key": attachment.key}),
        "errors": [],
    }


def key_in(text):
    """The key that a button posted, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None
