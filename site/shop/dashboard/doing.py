"""Doing something with an order or a claim: filled in on its page, asked about where money or goods move, then done."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import render

from shop.dashboard.seen import last_event

# What somebody types, in the forms of all tasks.
KEPT = (
    "text", "why", "amount", "reference", "courier", "tracking_number",
    "bank", "account_number", "account_holder",
)  # fmt: skip


def always(subject):
    return True


def never(subject):
    return False


@dataclass(frozen=True)
class Task:
    """One thing to do. `question`, where there is one, is asked on a page of its own before it is done.

    `run` takes the order or claim, the form's data and who acts, and returns what to tell them. A refusal of the verb
    stands beside the field `field`, if it is about one. A task that `is_main` is open on the page, others are folded.
    """

    code: str
    title: str
    right: str
    form: type
    offered: Callable
    run: Callable
    question: str = ""
    hint: str = ""
    field: str | None = None
    is_main: Callable = always


def tasks_for(tasks, subject, user, sent=None):
    """What a page shows of the tasks that are offered to `user`, each with its form; `sent` is a form that was sent."""
    opened, folded, last = [], [], last_event(subject)
    for task in tasks.values():
        if user.has_perm(task.right) and task.offered(subject):
            is_sent = sent is not None and sent.code == task.code
            form = sent if is_sent else task.form(subject=subject, code=task.code, last_event=last)
            shown = opened if is_sent or task.is_main(subject) else folded
            shown.append((task, form))
    return {"tasks": opened, "other_tasks": folded, "sent": sent}


def reading_on(form):
    """The form, at which its reader goes on: at the text, else at the first field."""
    first = form.fields.get("text") or next((field.field for field in form.visible_fields()), None)
    if first:
        first.widget.attrs["autofocus"] = True
    return form


class DoTask:
    """Mixed into the page of an order or a claim: one task of it. What was typed stays where it is refused.

    The page names its `tasks` by code, the `refusals` that verbs raise and its `confirm_template`, and says how to
    `lock` what it shows, how to go `to_page`, and `too_late` for a task that is not offered any more.
    """

    def get(self, request, *args, **kwargs):
        """An address that was typed or kept leads to the page."""
        self.object = self.get_object()
        return self.to_page()

    def post(self, request, *args, **kwargs):
        task = self.tasks.get(kwargs["task"])
        if task is None:
            raise Http404
        if not request.user.has_perm(task.right):
            raise PermissionDenied
        self.object = self.get_object()
        try:
            with transaction.atomic():
                self.lock(self.object)
                self.object = self.get_object()
                return self.work(task)
        except self.refusals as refused:
            return self.again(task, str(refused))

    def work(self, task):
        """Ask, or do it, with the order or claim locked. Raises what the verb raises."""
        if not task.offered(self.object):
            return self.page(refused=self.too_late(task), typed=self.typed())
        form = self.form(task)
        if getattr(form, "wants_canned", False):
            return self.page(sent=reading_on(form.put_in()))
        is_valid = form.is_valid()
        if form.was_done:
            messages.info(self.request, form.was_done)
            return self.to_page()
        if not is_valid:
            return self.page(sent=form)
        if "back" in self.request.POST:
            return self.page(sent=reading_on(form))
        if task.question and "confirmed" not in self.request.POST:
            context = {self.context_object_name: self.object, "task": task, "form": form, "said": form.said()}
            return render(self.request, self.confirm_template, context)
        messages.success(self.request, task.run(self.object, form.cleaned_data, self.request.user))
        return self.to_page()

    def again(self, task, refused):
        """The page with the form as it was sent, and beside the field why it was refused."""
        self.object = self.get_object()
        if not task.offered(self.object):
            return self.page(refused=refused, typed=self.typed())
        form = self.form(task)
        if form.is_valid() or refused not in form.errors.get(task.field or NON_FIELD_ERRORS, ()):
            form.add_error(task.field, refused)
        return self.page(sent=form)

    def form(self, task):
        return task.form(self.request.POST, subject=self.object, code=task.code, last_event=last_event(self.object))

    def typed(self):
        """What was typed for a task that has no form on the page any more."""
        return [text for name, text in self.request.POST.items() if name in KEPT and text.strip()]

    def page(self, **context):
        return self.render_to_response(self.get_context_data(**context))
