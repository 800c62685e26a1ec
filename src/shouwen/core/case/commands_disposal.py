"""Commands of keeping and disposal; see `events_disposal`."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shouwen.core.case.command_data import Data, NeededLine, NeededText, Text


class SetRetention(Data):
    name: ClassVar[str] = "set_retention"
    retention: NeededLine
    reason: NeededText


class RequestDeletion(Data):
    name: ClassVar[str] = "request_deletion"
    ground: Literal["purpose_over", "kept_too_long", "consent_withdrawn", "unlawful", "other"]
    reason: Text = ""


class DecideDeletion(Data):
    name: ClassVar[str] = "decide_deletion"
    decision: Literal["granted", "kept", "refused"]
    reason: NeededText


class ProposeDisposal(Data):
    name: ClassVar[str] = "propose_disposal"
    note: Text = ""


class RejectDisposal(Data):
    name: ClassVar[str] = "reject_disposal"
    reason: NeededText


class Dispose(Data):
    name: ClassVar[str] = "dispose"


class RedactText(Data):
    name: ClassVar[str] = "redact_text"
    of: Annotated[int, Field(ge=1, le=100_000)]
    keys: Annotated[tuple[NeededLine, ...], Field(max_length=30)] = ()
    """Which texts of that record; all of them where none is named."""
    ground: Literal["third_party", "wrong_case", "needless", "secret", "ordered", "other"]
    reason: NeededText


class RedactFile(Data):
    name: ClassVar[str] = "redact_file"
    file: NeededLine
    """The id of a kept file of this case."""
    ground: Literal["third_party", "wrong_case", "needless", "secret", "ordered", "other"]
    reason: NeededText


DisposalCommand = (
    SetRetention | RequestDeletion | DecideDeletion | ProposeDisposal | RejectDisposal | Dispose | RedactText
    | RedactFile
)  # fmt: skip

DISPOSAL_LEADS_TO = {
    "set_retention": "retention_set", "request_deletion": "deletion_requested", "decide_deletion": "deletion_decided",
    "propose_disposal": "disposal_proposed", "reject_disposal": "disposal_rejected", "dispose": "disposed",
    "redact_text": "text_redacted", "redact_file": "file_redacted",
}  # fmt: skip
