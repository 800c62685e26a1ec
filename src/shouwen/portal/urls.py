"""Addresses of the public portal, mounted at /p/."""

from django.urls import path

from shouwen.portal.views import answers, submission, survey, tracking, welcome

app_name = "portal"
urlpatterns = [
    path("", welcome.choose, name="choose"),
    path("language", welcome.switch_language, name="language"),
    path("track", tracking.track, name="track"),
    path("s/<str:token>", survey.survey, name="survey"),
    path("t/<str:number>", tracking.case, name="case"),
    path("t/<str:number>/leave", tracking.leave, name="leave"),
    path("t/<str:number>/files/<str:file_id>", tracking.open_file, name="file"),
    path("t/<str:number>/<slug:action>", answers.answer, name="answer"),
    path("<slug:organisation>/", welcome.welcome, name="welcome"),
    path("<slug:organisation>/new", submission.new, name="new"),
    path("<slug:organisation>/done", submission.done, name="done"),
]
