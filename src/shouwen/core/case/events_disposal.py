"""
Events of the keeping of a record: texts taken out, how long it is kept, a request to delete, and disposal by two people.

None of them moves the case to another stage or touches a clock. How events are written down is told in `events`.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from shouwen.core.case.wire import Wire, private
from shouwen.core.values import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionSet(Wire):
    """The time for which an archived case is kept was set anew (改定保管期限), `retention` in words of the schedule."""

    type = "retention_set"
    retention: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionRequested(Wire):
    """
    The customer asked to have the personal data deleted (申请删除个人信息). `ground`: purpose_over, kept_too_long,
    consent_withdrawn, unlawful or other, as the Personal Information Protection Law names them in article 47.
    """

    type = "deletion_requested"
    ground: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionDecided(Wire):
    """
    The request was decided, with the reason. `decision`: granted (somebody else still confirms the disposal, in `batch`),
    kept (the time that the law demands is not over: stored until then, used for nothing else) or refused.
    """

    type = "deletion_decided"
    decision: str = ""
    until: str = ""
    batch: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalProposed(Wire):
    """The time of keeping is over, and disposal was proposed (提请销毁), in a `batch`; somebody else decides."""

    type = "disposal_proposed"
    batch: str = ""
    note: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalRejected(Wire):
    """The proposed disposal was sent back (退回销毁); the case is kept."""

    type = "disposal_rejected"
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposed(Wire):
    """
    Personal data, free text and files of the case were destroyed (销毁), confirmed by somebody else than who proposed it.
    `basis`: retention (its time is over) or request (the customer's); `texts` and `files`: how many. The chain still
    verifies, figures stay.
    """

    type = "disposed"
    basis: str = ""
    batch: str = ""
    texts: int = 0
    files: int = 0
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRedacted(Wire):
    """
    Private text of one record was taken out for good (隐去文字), never the record itself: `of` is the place of the event,
    `what` its type, `keys` which of its texts, never the words. `ground`: third_party, wrong_case, needless, secret, ordered or
    other. `rest` is the digest of what is left of that record's texts, "" where nothing is.
    """

    type = "text_redacted"
    of: int = 0
    what: str = ""
    keys: tuple[str, ...] = ()
    ground: str = ""
    rest: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRedacted(Wire):
    """
    A kept file was deleted for good (删除附件), outside disposal; the records that name it stay, and so do its name, `size` and
    hash (`sha256`). `of` is the place of the event that it came with, 0 where none names it; `ground` as in `text_redacted`.
    """

    type = "file_redacted"
    file: str = ""
    of: int = 0
    size: int = 0
    sha256: str = ""
    ground: str = ""
    reason: str = private("")
    extra: JsonObject = field(default_factory=dict)


DisposalEvent: TypeAlias = (
    RetentionSet
    | DeletionRequested
    | DeletionDecided
    | DisposalProposed
    | DisposalRejected
    | Disposed
    | TextRedacted
    | FileRedacted
)
