"""The rows of claims."""

from shop.claims.models.attachment import ClaimAttachment, ClaimDraft
from shop.claims.models.claim import Claim, ClaimEvent
from shop.claims.models.desk import HelpOffer, SavedView
from shop.claims.models.replacement import Replacement
from shop.claims.models.wording import CannedReply, RejectionReason

__all__ = [
    "CannedReply",
    "Claim",
    "ClaimAttachment",
    "ClaimDraft",
    "ClaimEvent",
    "HelpOffer",
    "RejectionReason",
    "Replacement",
    "SavedView",
]
