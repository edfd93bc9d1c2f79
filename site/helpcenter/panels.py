"""What editors see beside a text: the tokens they may write, with what each says now."""

from wagtail.admin.panels import HelpPanel

from helpcenter.tokens import listed
from shop.policies.models import PolicyFacts


class TokenPanel(HelpPanel):
    """A table of all tokens with their current value in both languages."""

    def __init__(self, **kwargs):
        kwargs.setdefault("template", "help/admin/tokens.html")
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"tokens": listed(PolicyFacts.current())}
