"""Everything that is asked, by subject. Answers are the plain data of `views`."""

from shouwen.application.queries.absences import (
    absence_people,
    absences,
    absences_of,
    away_among,
    away_note,
    away_now,
    deputy_rules,
    standing_for,
)
from shouwen.application.queries.bench import notices, work, work_page
from shouwen.application.queries.board import board
from shouwen.application.queries.case import (
    case,
    case_events,
    case_obligations,
)
from shouwen.application.queries.case_parts import case_evidence, case_owed, case_timeline, due_explained
from shouwen.application.queries.dossier_text import case_in_text
from shouwen.application.queries.files import OpenFile, open_file, portal_open_file
from shouwen.application.queries.forms import (
    OrganisationCard,
    RuleBookWords,
    form_words,
    limits_in_words,
    organisations,
    portal_form_words,
    rule_book_words,
)
from shouwen.application.queries.intake import intake_help
from shouwen.application.queries.ledger import ledger, ledger_all
from shouwen.application.queries.papers import papers
from shouwen.application.queries.periodic import periodic, periodic_one, periodic_waiting
from shouwen.application.queries.precedents import proposals, ruling, rulings
from shouwen.application.queries.progress import progress
from shouwen.application.queries.proofs import clause_table, proof_rows
from shouwen.application.queries.record import case_choices, case_file, case_record
from shouwen.application.queries.rulebooks import rule_book, rule_books
from shouwen.application.queries.statistics import medians, statistics, today
from shouwen.application.queries.transfers import returns

__all__ = [
    "OpenFile",
    "OrganisationCard",
    "RuleBookWords",
    "absence_people",
    "absences",
    "absences_of",
    "away_among",
    "away_note",
    "away_now",
    "board",
    "case",
    "case_choices",
    "case_events",
    "case_evidence",
    "case_file",
    "case_in_text",
    "case_obligations",
    "case_owed",
    "case_record",
    "case_timeline",
    "clause_table",
    "deputy_rules",
    "due_explained",
    "form_words",
    "intake_help",
    "ledger",
    "ledger_all",
    "limits_in_words",
    "medians",
    "notices",
    "open_file",
    "organisations",
    "papers",
    "periodic",
    "periodic_one",
    "periodic_waiting",
    "portal_form_words",
    "portal_open_file",
    "progress",
    "proof_rows",
    "proposals",
    "returns",
    "rule_book",
    "rule_book_words",
    "rule_books",
    "ruling",
    "rulings",
    "standing_for",
    "statistics",
    "today",
    "work",
    "work_page",
]
