"""Data to bytes: the dossier and letters as PDF, the ledger and the statistics as spreadsheets. No store, no clock."""

from shouwen.documents.consequences import consequences_xlsx
from shouwen.documents.disposal import batch_pdf
from shouwen.documents.dossier import (
    attribution_pdf,
    dossier_pdf,
    registration_form_pdf,
    reply_letter_pdf,
    ruling_pdf,
)
from shouwen.documents.evidence import evidence_xlsx
from shouwen.documents.ledger import ledger_csv, ledger_xlsx
from shouwen.documents.statistics import statistics_xlsx
from shouwen.documents.supervision import supervision_pdf

__all__ = [
    "attribution_pdf",
    "batch_pdf",
    "consequences_xlsx",
    "dossier_pdf",
    "evidence_xlsx",
    "ledger_csv",
    "ledger_xlsx",
    "registration_form_pdf",
    "reply_letter_pdf",
    "ruling_pdf",
    "statistics_xlsx",
    "supervision_pdf",
]
