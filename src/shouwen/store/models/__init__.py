"""Django models. Thin: columns, named constraints, indexes."""

from shouwen.store.models.absence import Absence
from shouwen.store.models.case import (
    LIVE,
    Case,
    CaseEvent,
    CaseRecusal,
    CaseTrait,
    CaseUnit,
    Obligation,
    PrivateText,
)
from shouwen.store.models.conduct import ConductMark
from shouwen.store.models.disposal import CaseDisposal
from shouwen.store.models.drafting import RuleBookDeed, RuleBookDraft
from shouwen.store.models.manual import ManualIssue, ManualReading
from shouwen.store.models.notice import CustomerNotice
from shouwen.store.models.organisation import (
    ApiToken,
    HolidayNotice,
    Organisation,
    RuleBookVersion,
    Staff,
    Unit,
)
from shouwen.store.models.periodic import PeriodicRecord
from shouwen.store.models.production import LINKS, Batch, ChainRecord, Product, SerialNumber
from shouwen.store.models.register import CaseConsequence, CaseShare, CaseTrace, QualityReview
from shouwen.store.models.shell import (
    AnsweredRequest,
    CaseClause,
    CaseFigure,
    CaseText,
    Delivery,
    Figure,
    Message,
    NumberCounter,
    Position,
    StoredFile,
)
from shouwen.store.models.supervision import (
    CaseTransfer,
    DocumentCounter,
    Precedent,
    SupervisionPaper,
    TransferFigure,
)
from shouwen.store.models.survey import SurveyInvitation
from shouwen.store.models.trial import Trial

__all__ = [
    "LINKS",
    "LIVE",
    "Absence",
    "AnsweredRequest",
    "ApiToken",
    "Batch",
    "Case",
    "CaseClause",
    "CaseConsequence",
    "CaseDisposal",
    "CaseEvent",
    "CaseFigure",
    "CaseRecusal",
    "CaseShare",
    "CaseText",
    "CaseTrace",
    "CaseTrait",
    "CaseTransfer",
    "CaseUnit",
    "ChainRecord",
    "ConductMark",
    "CustomerNotice",
    "Delivery",
    "DocumentCounter",
    "Figure",
    "HolidayNotice",
    "ManualIssue",
    "ManualReading",
    "Message",
    "NumberCounter",
    "Obligation",
    "Organisation",
    "PeriodicRecord",
    "Position",
    "Precedent",
    "PrivateText",
    "Product",
    "QualityReview",
    "RuleBookDeed",
    "RuleBookDraft",
    "RuleBookVersion",
    "SerialNumber",
    "Staff",
    "StoredFile",
    "SupervisionPaper",
    "SurveyInvitation",
    "TransferFigure",
    "Trial",
    "Unit",
]
