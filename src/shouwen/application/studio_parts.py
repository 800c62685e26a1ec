"""A draft part by part, each entry as it reads with its place, so that every part of the book can be edited where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from shouwen.application.studio_lines import RuleLine, placed
from shouwen.core.rulebook.editing import at
from shouwen.core.rulebook.model import Words
from shouwen.core.rulebook.outline import Outline
from shouwen.core.rulebook.phrases import Phrases
from shouwen.core.rulebook.shapes import CHAPTERS, NEW, movable, section_of
from shouwen.core.rulebook.words import CHAPTER_NAMES, SECTION_NAMES, calendar_in_words, in_words
from shouwen.core.values import Json

_OF_REVIEWS = {"quality": "pass", "objections": "objections", "retention": "retention"}
TITLE = Words("名称", "Title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the draft: its entries, and the places at which one more can be added."""

    id: str
    title: str
    lines: tuple[RuleLine, ...]
    adding: tuple[str, ...]


class Sayings:
    """How the entries of a draft read, by their places."""

    def __init__(self, seen: Outline, language: str) -> None:
        self.seen, self.language = seen, language
        self.lines: dict[tuple[str, str], str] = {}
        self.calendar = calendar_in_words(seen.book.calendar, language) if seen.book else ("",)
        self.titles: dict[str, str] = {key: words.in_(language) for key, words in SECTION_NAMES.items()}
        for section in in_words(seen.book, language).sections if seen.book else ():
            for line in section.lines:
                self.lines.setdefault((section.id, line.id), line.text)

    def of(self, place: str) -> str:
        """The entry at a place in words; "" while it cannot be told."""
        section, raw = section_of(place) or place.split("/")[1], at(self.seen.document, place)
        id_ = str(raw.get("id", "")) if isinstance(raw, dict) else ""
        last = place.rsplit("/", 1)[1]
        match section:
            case "title" | "starts_at" | "calendar" | "days" | "chapters":
                return self._plain(section, last)
            case "clauses":
                return self.lines.get(("clauses", last), "")
            case "quality" | "objections" | "retention":
                rate = self.lines.get(("reviews", "rate"), "") if section == "quality" else ""
                told = self.lines.get(("reviews", _OF_REVIEWS[section]), "")
                return f"{told}{'；' if told and rate else ''}{rate}"
            case "approval_steps":
                entry = at(self.seen.document, place.split("/steps/", maxsplit=1)[0])
                above = str(entry.get("id", "")) if isinstance(entry, dict) else ""
                return self.lines.get(("approvals", f"{above}/{id_}"), "")
            case "stall":
                return self.lines.get(("stall", "stall"), "")
            case "quality_items" | "quality_draws":
                return self.lines.get(("reviews", id_), "")
        return self.lines.get((section, id_), "")

    def line(self, place: str, *, depth: int = 0) -> RuleLine:
        """The entry with its faults, without those of the entries below it that have lines of their own."""
        section = section_of(place) or place.split("/")[1]
        below = tuple(f"{place}/{name}/" for name in ("children", "steps", "items", "sample/always", "days"))
        own = [f for f in self.seen.at(place) if not f.path.startswith(below)]
        raw = at(self.seen.document, place)
        id_ = str(raw.get("id") or "") if isinstance(raw, dict) else ""
        kind = "reviews" if section in _OF_REVIEWS or section.startswith("quality_") else section
        kind = "approvals" if section == "approval_steps" else kind
        up, down = self._moves(place)
        return RuleLine(
            section=section, kind=self.titles.get(kind, ""), id=id_ or place.rsplit("/", 1)[1],
            pointer=place, text="" if own else self.of(place), depth=depth,
            faults=tuple(placed(fault, self.language) for fault in own), up=up, down=down,
        )  # fmt: skip

    def _moves(self, place: str) -> tuple[bool, bool]:
        """Whether the entry can go up, and down."""
        above, last = place.rsplit("/", 1)
        listed = at(self.seen.document, above)
        if not movable(place) or not last.isdigit() or not isinstance(listed, list):
            return False, False
        return int(last) > 0, int(last) < len(listed) - 1

    def clauses_of(self, chapter: str) -> Iterator[RuleLine]:
        """The clauses of a chapter of the manual, in their order: nothing to edit, only to move."""
        listed = at(self.seen.document, chapter)
        book = self.seen.book
        for n, id_ in enumerate(listed if isinstance(listed, list) else ()):
            clause = book.clauses.get(str(id_)) if book else None
            up, down = self._moves(f"{chapter}/{n}")
            text = f"{id_}　{clause.text.in_(self.language)}" if clause else str(id_)
            yield RuleLine(
                section="chapter_clauses", kind="", id=str(id_), pointer=f"{chapter}/{n}", text=text, depth=1, up=up,
                down=down,
            )  # fmt: skip

    def _plain(self, section: str, last: str) -> str:
        book = self.seen.book
        if book is None:
            return ""
        p = Phrases(book, self.language)
        colon = p.pick("：", ": ")
        if section == "title":
            return f"{p.say(TITLE)}{colon}{p.say(book.title)}"
        if section == "starts_at":
            return p.say(book.starts_at)
        if section == "chapters":
            clauses = book.chapters.get(last, ())
            return f"{p.say(CHAPTER_NAMES[last])}{colon}{p.pick('、', ', ').join(clauses) or p.pick('没有', 'none')}"
        week, *days = self.calendar
        return week if section == "calendar" else next((day for day in days if day.startswith(last)), last)


def parts_of(seen: Outline, language: str) -> tuple[Part, ...]:
    """Every part of the draft beside clauses, levels and rules."""
    sayings = Sayings(seen, language)
    made: Mapping[str, tuple[tuple[RuleLine, ...], tuple[str, ...]]] = {
        "levels": (_listed(sayings, "/levels")[0], ()),
        "parameters": _listed(sayings, "/parameters"),
        "start": _start(sayings),
        "chapters": (tuple(_chapters(sayings)), ()),
        "categories": (tuple(_categories(sayings, "/categories", 0)), (f"/categories/{NEW}",)),
        "facts": _listed(sayings, "/facts"),
        "roles": _listed(sayings, "/roles"),
        "grounds": _listed(sayings, "/grounds"),
        "periodic": _listed(sayings, "/periodic"),
        "approvals": (_approvals(sayings), (f"/approvals/{NEW}",)),
        "stall": ((sayings.line("/stall"),), ()) if "stall" in (seen.document or {}) else ((), ("/stall",)),
        "reviews": _reviews(sayings),
    }
    return tuple(
        Part(id=id_, title=sayings.titles[id_], lines=lines, adding=adding)
        for id_, (lines, adding) in made.items()
    )


def _listed(sayings: Sayings, place: str) -> tuple[tuple[RuleLine, ...], tuple[str, ...]]:
    held = at(sayings.seen.document, place)
    count = len(held) if isinstance(held, list) else 0
    return tuple(sayings.line(f"{place}/{n}") for n in range(count)), (f"{place}/{NEW}",)


def _chapters(sayings: Sayings) -> Iterator[RuleLine]:
    for name in CHAPTERS:
        yield sayings.line(f"/chapters/{name}")
        yield from sayings.clauses_of(f"/chapters/{name}")


def _approvals(sayings: Sayings) -> tuple[RuleLine, ...]:
    """Each approval with its steps below it."""
    found: list[RuleLine] = []
    for line in _listed(sayings, "/approvals")[0]:
        found += [line, *(replace(one, depth=1) for one in _listed(sayings, f"{line.pointer}/steps")[0])]
    return tuple(found)


def _start(sayings: Sayings) -> tuple[tuple[RuleLine, ...], tuple[str, ...]]:
    document = sayings.seen.document or {}
    days = at(document, "/calendar/days")
    places = ["/title", *(["/starts_at"] if "starts_at" in document else []), "/calendar"]
    places += [f"/calendar/days/{day}" for day in (sorted(days) if isinstance(days, dict) else ())]
    adding = (*(() if "starts_at" in document else ("/starts_at",)), f"/calendar/days/{NEW}")
    return tuple(sayings.line(place, depth=int(place.count("/") > 1)) for place in places), adding


def _categories(sayings: Sayings, place: str, depth: int) -> Iterator[RuleLine]:
    held: Json = at(sayings.seen.document, place)
    for n in range(len(held) if isinstance(held, list) else 0):
        yield sayings.line(f"{place}/{n}", depth=depth)
        yield from _categories(sayings, f"{place}/{n}/children", depth + 1)


def _reviews(sayings: Sayings) -> tuple[tuple[RuleLine, ...], tuple[str, ...]]:
    document = sayings.seen.document or {}
    found, adding = [], []
    if isinstance(document.get("quality"), dict):
        found.append(sayings.line("/quality"))
        for place in ("/quality/items", "/quality/sample/always"):
            found += [replace(line, depth=1) for line in _listed(sayings, place)[0]]
            adding.append(f"{place}/{NEW}")
    else:
        adding.append("/quality")
    for name in ("objections", "retention"):
        if name in document:
            found.append(sayings.line(f"/{name}"))
        else:
            adding.append(f"/{name}")
    return tuple(found), tuple(adding)
