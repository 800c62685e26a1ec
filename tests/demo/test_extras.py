"""What is wanted beside the steps of a tale comes before the step that waits for it."""

from types import SimpleNamespace

from shouwen.demo.content import Content
from shouwen.demo.extras import with_extras

CLERK, OFFICE = SimpleNamespace(name="clerk"), SimpleNamespace(name="office")
PEOPLE = {"intake": CLERK, "supervisor": OFFICE}
TALE = ("accept", "reply", "reopen", "reply", "close")


def told(story: dict[str, object], *, usual: tuple[dict[str, object], ...] = ()) -> list[str]:
    steps = ((CLERK, command, {}) for command in TALE)
    written = Content({"extra": list(usual)})
    wanted = with_extras(steps, written, {"kind": "complaint", **story}, lambda role, _unit: PEOPLE.get(role))
    return [command for _, command, _ in wanted]


def extra(do: str, **more: object) -> dict[str, object]:
    return {"by": "supervisor", "do": do, **more}


def test_before_closing_where_nothing_is_said_and_only_once():
    assert told({"extra": [extra("teach_staff")]}) == [*TALE[:-1], "teach_staff", "close"]
    assert told({"extra": [extra("note", before="reply")]}).count("note") == 1


def test_again_in_each_round():
    review = extra("review_quality", before="reply", again=True)
    assert told({"extra": [review]}).count("review_quality") == 2


def test_what_comes_first_comes_before_all_and_the_storys_own_before_the_usual():
    story = {"extra": [extra("correct", before="accept")]}
    steps = told(story, usual=(extra("escalate", before="first"), extra("note", before="accept")))
    assert steps[:4] == ["escalate", "correct", "note", "accept"]


def test_an_inquiry_needs_none_of_the_usual_and_what_nobody_does_is_left_out():
    assert told({"kind": "inquiry"}, usual=(extra("teach_staff"),)) == list(TALE)
    assert told({"extra": [{"by": "quality", "do": "review_quality"}]}) == list(TALE)


def test_the_customer_is_nobody_of_the_office():
    story = {"kind": "complaint", "extra": [{"by": "customer", "do": "supplement", "before": "accept"}]}
    first, *_ = with_extras(iter([(CLERK, "accept", {})]), Content({}), story, lambda _role, _unit: None)
    assert first == (None, "supplement", {})
