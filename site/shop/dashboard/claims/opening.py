"""A claim that staff open for a customer who called, about one line of an order."""

from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.validators import MaxValueValidator
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, ngettext_lazy, override
from django.views.generic import FormView
from oscar.core.loading import get_model

from shop.claims.eligibility import REASONS, WISHES, Said, check_line
from shop.claims.lines import facts_of
from shop.claims.submitting import Exemption, RulesRefuse, Submission, submit_claim
from shop.claims.talking import LONGEST
from shop.claims.words import Reason, Topic, Wish
from shop.dashboard.rights import MAKE_EXCEPTIONS
from web.fields import WholeNumberField

YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
TOPICS = [Topic.RETURN, Topic.WARRANTY]
BEYOND_ORDER = ngettext_lazy(
    "The order has %(limit_value)d piece of these goods.",
    "The order has %(limit_value)d pieces of these goods.",
    "limit_value",
)


class OfTopics(forms.RadioSelect):
    """Choices that name the topic they are for, where it is one alone: the styles hide them under the other."""

    def __init__(self, topics_of):
        super().__init__()
        self.topics_of = topics_of

    def create_option(self, name, value, *args, **kwargs):
        option, topics = super().create_option(name, value, *args, **kwargs), self.topics_of(value)
        if len(topics) == 1:
            option["attrs"]["data-topic"] = topics[0]
        return option


def radios(label, choices, topics_of=lambda value: TOPICS, **kwargs):
    return forms.ChoiceField(label=label, choices=choices, widget=OfTopics(topics_of), **kwargs)


def of_a_return(label):
    return radios(label, YES_NO, topics_of=lambda value: [Topic.RETURN], required=False)


def offering(values):
    """The topics that have a value among those of theirs."""
    return lambda value: [topic for topic in TOPICS if value in values[topic]]


class OpenForm(forms.Form):
    """What the customer said on the phone. Whatever a rule refuses needs a reason, and the right to make exceptions."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    topic = radios(gettext_lazy("Topic"), [(topic, topic.label) for topic in TOPICS])
    quantity = WholeNumberField(label=gettext_lazy("Quantity"), min_value=1)
    reason = radios(gettext_lazy("Reason"), Reason.choices, offering(REASONS))
    is_sealed = of_a_return(gettext_lazy("The seal is unbroken"))
    is_unused = of_a_return(gettext_lazy("Unused"))
    wish = radios(gettext_lazy("What the customer wants"), Wish.choices, offering(WISHES))
    description = forms.CharField(
        label=gettext_lazy("Description"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    why = forms.CharField(
        label=gettext_lazy("Why the exception"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Only where a rule is not met. Other staff read it, the customer does not."),
    )

    def __init__(self, *args, ordered, **kwargs):
        super().__init__(*args, **kwargs)
        quantity = self.fields["quantity"]
        quantity.validators.append(MaxValueValidator(ordered, BEYOND_ORDER))
        quantity.widget.attrs["max"] = ordered

    def clean(self):
        data = super().clean()
        topic = Topic(data["topic"]) if data.get("topic") else None
        for name, offered in (("reason", REASONS), ("wish", WISHES)):
            if topic and data.get(name) and data[name] not in offered[topic]:
                self.add_error(name, _("This is not possible for this topic."))
        for name in ("is_sealed", "is_unused") if topic == Topic.RETURN else ():
            if not data.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        return data


class OpenClaim(FormView):
    """The form with what the rules say of the line; sent, it is a claim like one that the customer sent."""

    form_class = OpenForm
    template_name = "dashboard/claims/open.html"

    def dispatch(self, request, *args, **kwargs):
        orders = get_model("order", "Order").objects.select_related("user", "shipping_address")
        self.order = get_object_or_404(orders, number=kwargs["number"])
        facts = {line.pk: (line, facts) for line, facts in facts_of(self.order).items()}
        if kwargs["line"] not in facts:
            messages.error(request, _("This line is not part of the order any more."))
            return redirect("dashboard:order-detail", number=self.order.number)
        self.line, self.facts = facts[kwargs["line"]]
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return {"key": uuid4(), "quantity": 1, "topic": Topic.RETURN}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"ordered": self.line.quantity}

    def get_form(self, form_class=None):
        """Without the question of an exception where the person may not make one."""
        form = super().get_form(form_class)
        if not self.request.user.has_perm(MAKE_EXCEPTIONS):
            del form.fields["why"]
        return form

    def get_context_data(self, **kwargs):
        now = timezone.now()
        rules = [(topic.label, check_line(self.facts, topic, now)) for topic in TOPICS]
        return super().get_context_data(order=self.order, line=self.line, rules=rules, **kwargs)

    def form_valid(self, form):
        exemption = self.exemption(form.cleaned_data.get("why"))
        try:
            claim = submit_claim(self.submission(form.cleaned_data), exemption=exemption)
        except RulesRefuse as refused:
            for finding in refused.refusals:
                form.add_error(finding.field if finding.field in form.fields else None, finding.words)
            if "why" in form.fields and not form.cleaned_data.get("why"):
                form.add_error("why", _("Say why it is taken all the same, if it shall be."))
            return self.form_invalid(form)
        messages.success(self.request, _("The claim is open, the customer is told by email."))
        return redirect("dashboard:claim-detail", number=claim.number)

    def exemption(self, why):
        return Exemption(self.request.user, why) if why else None

    def submission(self, data):
        address, user = self.order.shipping_address, self.order.user
        is_return = data["topic"] == Topic.RETURN
        said = Said(
            quantity=data["quantity"],
            reason=data["reason"],
            wish=data["wish"],
            is_sealed=data["is_sealed"] == "yes" if is_return else None,
            is_unused=data["is_unused"] == "yes" if is_return else None,
        )
        with override(self.order.language):
            form_title = _("Opened by Customer Service")
        return Submission(
            key=UUID(str(data["key"])),
            topic=Topic(data["topic"]),
            language=self.order.language,
            name=(address and address.first_name) or (user and user.first_name) or self.order.email,
            email=self.order.email,
            phone=str(address.phone_number or "") if address else "",
            description=data["description"],
            order=self.order,
            line=self.line,
            said=said,
            user=user,
            opened_by=self.request.user,
            form_title=form_title,
        )
