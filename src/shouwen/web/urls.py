"""Addresses of the staff web."""

from django.urls import path
from django.views.i18n import set_language

from shouwen.web import (
    bench,
    board,
    cases,
    evidence,
    files,
    intake,
    ledger,
    notices,
    papers,
    rulebook,
    session,
    statistics,
    whatif,
)

app_name = "web"
urlpatterns = [
    path("", bench.bench, name="bench"),
    path("login", session.sign_in, name="login"),
    path("login/demo", session.sign_in_demo, name="login-demo"),
    path("logout", session.sign_out, name="logout"),
    path("language", set_language, name="language"),
    path("cases", ledger.ledger, name="ledger"),
    path("cases/export.xlsx", ledger.export, name="export"),
    path("cases/new", intake.new, name="intake"),
    path("cases/new/help", intake.help_while_typing, name="intake-help"),
    path("cases/<str:number>", cases.show, name="case"),
    path("cases/<str:number>/do/<slug:command>", cases.do, name="do"),
    path("cases/<str:number>/query-code", cases.renew_query_code, name="query-code"),
    path("cases/<str:number>/refused", cases.refused, name="refused"),
    path("cases/<str:number>/why/<str:rule>/<int:instance>", cases.why_then, name="why-then"),
    path("cases/<str:number>/files", files.attach, name="attach"),
    path("cases/<str:number>/print", papers.print_page, name="print"),
    path("cases/<str:number>/dossier.pdf", papers.dossier, name="dossier"),
    path("files/<str:file_id>", files.open_file, name="file"),
    path("board", board.board, name="board"),
    path("statistics", statistics.statistics, name="statistics"),
    path("statistics/times", statistics.times, name="statistics-times"),
    path("statistics/export.xlsx", statistics.export, name="statistics-export"),
    path("evidence", evidence.evidence, name="evidence"),
    path("evidence/paper.xlsx", evidence.paper, name="evidence-paper"),
    path("rulebook", rulebook.rulebook, name="rulebook"),
    path("rulebook/what-if", whatif.what_if, name="what-if"),
    path("rulebook/what-if/<int:key>", whatif.trial, name="trial"),
    path("rulebook/what-if/<int:key>/cancel", whatif.cancel, name="trial-cancel"),
    path("notices", notices.notices, name="notices"),
    path("notices/bell", notices.bell, name="bell"),
    path("notices/read", notices.read, name="notices-read"),
]
