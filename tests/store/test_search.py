"""Search finds every piece of two characters and more, wherever it stands, however it was written."""

import unicodedata

import opencc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouwen.application import queries
from shouwen.application.views.lists import LedgerFilter
from shouwen.store import following, search
from tests.cast import Desk

HAN = "市长城市中国人民投诉电话维修漏水退款𠮷䶮㐂客服部门店铺乾隆干净头发发展後来后面里裡面麵"
TRADITIONAL = "後來電話維修漏水麵條頭髮發展乾淨乾隆台臺灣裡裏面祇隻只製制雲云"
MIXED = "ABCxyz019ＡＢ１２，。、！ \n-—·％％%_'\"&|()*:<>\\"
texts = st.text(alphabet=HAN + TRADITIONAL + MIXED, min_size=0, max_size=30)
QUIET = settings(max_examples=100, deadline=None)
# the database is emptied between tests, not between examples
WITH_DATABASE = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def is_han(text: str) -> bool:
    return all(search._HAN.match(character) for character in text)


def pieces(text: str) -> set[str]:
    """All runs of two to four Han characters as a reader sees them."""
    return {
        text[i : i + n] for n in (2, 3, 4) for i in range(len(text) - n + 1) if is_han(text[i : i + n])
    }  # fmt: skip


def finds(text: str, query: str) -> bool:
    """Whether the tokens of a text have the phrases of a query: what both databases do with them."""
    held = search.tokens(text)
    for words, prefix in search.phrases(query):
        if not any(
            held[i : i + len(words) - 1] == words[:-1]
            and len(held) >= i + len(words)
            and (
                held[i + len(words) - 1].startswith(words[-1])
                if prefix
                else held[i + len(words) - 1] == words[-1]
            )
            for i in range(len(held))
        ):
            return False
    return True


@QUIET
@given(texts)
def test_every_piece_of_a_text_finds_it(text: str) -> None:
    for piece in pieces(text):
        assert finds(text, piece), piece


@QUIET
@given(texts)
def test_single_characters_and_words_find_it(text: str) -> None:
    for character in text:
        if is_han(character):
            assert finds(text, character), character
    for word in unicodedata.normalize("NFKC", text).split():
        assert finds(text, word), word


@QUIET
@given(texts, st.text(alphabet=HAN, min_size=2, max_size=3))
def test_nothing_is_found_that_is_not_there(text: str, query: str) -> None:
    if finds(text, query):
        assert search._plain(query) in search._plain(text)


@QUIET
@given(st.text(alphabet=TRADITIONAL, min_size=2, max_size=12))
def test_simplified_and_traditional_find_each_other(text: str) -> None:
    simple = "".join(opencc.OpenCC("t2s").convert(character) for character in text)
    for one, other in ((text, simple), (simple, text)):
        for i in range(len(one) - 1):
            assert finds(other, one[i : i + 2])


@given(st.text(max_size=300))
@QUIET
def test_any_query_can_be_asked(query: str) -> None:
    for words, _ in search.phrases(query):
        assert words
        assert not set("".join(words)) & set(" '\"\\&|!()<>:*\0")


@WITH_DATABASE
@given(
    st.lists(
        st.text(alphabet=HAN + TRADITIONAL + "AB12，。 ", min_size=2, max_size=14), min_size=1, max_size=4
    ),
    st.data(),
)
def test_the_databases_agree_with_the_truth(desk, told: list[str], data: st.DataObject) -> None:
    numbers = {}
    for text in told:
        if text.strip():
            number = desk.again().register(subject="事由", description=text, complainant={}, demand="").number
            numbers[number] = text.strip()
    follow(desk)
    for text in numbers.values():
        wanted = pieces(text)
        if not wanted:
            continue
        query = data.draw(st.sampled_from(sorted(wanted)))
        true = {n for n, t in numbers.items() if search._plain(query) in search._plain(t)}
        assert found(desk, query) & set(numbers) == true, query


def test_every_word_of_a_case_finds_it_once_it_is_followed(desk) -> None:
    desk.to(
        "replied",
        subject="電梯困人三小時",
        description="业主𠮷䶮在ＡＢ座12楼被困",
        demand="公开道歉",
        place="梧桐里6栋",
    )
    assert found(desk, "电梯") == set()
    follow(desk)
    for query in (
        "电梯", "電梯", "梯困", "三小时", "𠮷䶮", "𠮷", "AB座", "ab", "12楼", "公开道歉", "梧桐里", "6栋", "欧阳明轩",
        "阳明", "进水阀", "电梯 道歉", "给您添麻烦", desk.number, desk.number.lower(), f" {desk.number} ",
    ):  # fmt: skip
        assert found(desk, query) == {desk.number}, query
    for query in ("扶梯", "电梯 扶梯", "困电", "', '", "%", "*", '"', "((", "AND", "\x00电梯x"):
        assert found(desk, query) == set(), query


def test_words_said_later_are_found_and_nothing_twice(desk) -> None:
    desk.to("handling")
    follow(desk)
    assert found(desk, "赔偿清单") == set()
    desk.do("handler", "note", note="客户寄来赔偿清单")
    follow(desk)
    follow(desk)
    assert found(desk, "赔偿清单") == {desk.number}
    assert len(list(queries.ledger_all(desk.cast.office, LedgerFilter(q="赔偿清单"), now=desk.now))) == 1


def test_the_index_can_be_dropped_and_made_anew(desk) -> None:
    desk.to("replied")
    follow(desk)
    following.rebuild(following.WORDS)
    assert found(desk, "进水阀") == set()
    follow(desk)
    assert found(desk, "进水阀") == {desk.number}


@pytest.mark.parametrize("frequent", [1, 10_000])
def test_frequent_and_rare_words_find_the_same_in_pages(desk, monkeypatch, frequent: int) -> None:
    monkeypatch.setattr(search, "_FREQUENT", frequent)
    numbers = [desk.again().register(subject=f"洗衣机漏水第{n}台").number for n in range(7)]
    follow(desk)
    seen: list[str] = []
    cursor = ""
    while True:
        page = queries.ledger(desk.cast.clerk, LedgerFilter(q="漏水"), now=desk.now, cursor=cursor, limit=3)
        seen += [row.number for row in page.items]
        cursor = page.next
        if not cursor:
            break
    assert seen == numbers[::-1]
    exported = queries.ledger_all(desk.cast.clerk, LedgerFilter(q="漏水"), now=desk.now)
    assert [row.number for row in exported] == seen


def follow(desk: Desk) -> None:
    while following.follow(following.WORDS, at=desk.now):
        pass


def found(desk: Desk, query: str) -> set[str]:
    page = queries.ledger(desk.cast.office, LedgerFilter(q=query), now=desk.now, limit=200)
    exported = queries.ledger_all(desk.cast.office, LedgerFilter(q=query), now=desk.now)
    numbers = {row.number for row in page.items}
    if not query.strip().lower().startswith("ts-"):
        assert numbers == {row.number for row in exported}
    return numbers
