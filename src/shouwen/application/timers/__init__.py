"""What happens by itself as time goes on: deadlines, messages on their way, projections, tidying up."""

from shouwen.application.timers.deadlines import sweep
from shouwen.application.timers.notices import notify
from shouwen.application.timers.objections import remind_of_objections
from shouwen.application.timers.outbox import deliver, post, send
from shouwen.application.timers.projections import follow, recompute_provisional
from shouwen.application.timers.stalls import ask_about_stalls
from shouwen.application.timers.surveys import invite
from shouwen.application.timers.tidying import erase_destroyed, forget_expired, verify_share

__all__ = [
    "ask_about_stalls",
    "deliver",
    "erase_destroyed",
    "follow",
    "forget_expired",
    "invite",
    "notify",
    "post",
    "recompute_provisional",
    "remind_of_objections",
    "send",
    "sweep",
    "verify_share",
]
