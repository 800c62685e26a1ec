"""
Office Open XML word processing files (.docx, ECMA-376), as far as our papers need them.

Written directly: a dozen elements do, the same content makes the same bytes, and no library stands between. Lengths of
the format are twentieths of a point; of pictures, 360,000 to the centimetre.
"""

from collections.abc import Iterable, Sequence
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (2000, 1, 1, 0, 0, 0)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TEXT_WIDTH = 9354
"""Of a line on A4 upright, in twentieths of a point (165 mm)."""
_EMU_PER_MM = 36_000
_PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1474" w:right="1134" w:bottom="1361" w:left="1417" w:header="794" w:footer="737" w:gutter="0"/>'
_ACROSS = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1474" w:right="1020" w:bottom="1247" w:left="1020" w:header="794" w:footer="737" w:gutter="0"/>'


class Word:
    """A document that grows from top to bottom; `done` gives its bytes."""

    def __init__(self, *, title: str, organisation: str, english: bool) -> None:
        self._title, self._organisation, self._english = title, organisation, english
        self._body: list[str] = []
        self._pictures: list[bytes] = []
        self._anchors = 0

    def paragraph(self, text: str, style: str = "Normal", *, indent: bool = False) -> None:
        """Each line of the text a paragraph of its own."""
        first = '<w:ind w:firstLineChars="200" w:firstLine="420"/>' if indent and not self._english else ""
        for line in text.split("\n"):
            self._body.append(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{first}</w:pPr>{_run(line)}</w:p>')

    def heading(self, text: str, level: int = 1) -> None:
        self._anchors += 1
        n = self._anchors
        self._body.append(
            f'<w:p><w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr><w:bookmarkStart w:id="{n}" w:name="_Toc{n:04}"/>'
            f'{_run(text)}<w:bookmarkEnd w:id="{n}"/></w:p>'
        )

    def numbered(self, lines: Iterable[str]) -> None:
        """The lines numbered from 1."""
        for n, line in enumerate(lines, 1):
            self._body.append(
                '<w:p><w:pPr><w:ind w:left="420" w:hanging="420"/></w:pPr>'
                f"{_run(f'{n}.')}<w:r><w:tab/></w:r>{_run(line)}</w:p>"
            )

    def contents(self, titles: Sequence[str]) -> None:
        """
        A table of contents that the word processor brings up to date; until then it names the chapters, which are the
        headings that follow.
        """
        begin = '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        for n, title in enumerate(titles):
            link = f'<w:hyperlink w:anchor="_Toc{self._anchors + n + 1:04}">{_run(title)}</w:hyperlink>'
            told = (begin if n == 0 else "") + link + (end if n == len(titles) - 1 else "")
            self._body.append(f'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{told}</w:p>')

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str]]) -> None:
        """`widths` are shares of the line; the head is repeated on every page."""
        lengths = [round(TEXT_WIDTH * width / sum(widths)) for width in widths]
        grid = "".join(f'<w:gridCol w:w="{length}"/>' for length in lengths)
        head = _row(heads, lengths, style="TableHead", first=True)
        told = "".join(_row(row, lengths, style="TableText") for row in rows)
        self._body.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Lined"/><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{told}</w:tbl>"
        )
        self._body.append(
            '<w:p><w:pPr><w:spacing w:after="0" w:line="160" w:lineRule="exact"/></w:pPr></w:p>'
        )

    def picture(self, png: bytes, *, ratio: float, words: str, across: bool = False) -> None:
        """A picture as wide as it may be, `ratio` times as high; `across` on a page of its own turned sideways."""
        self._pictures.append(png)
        wide, high = (255.0, 150.0) if across else (165.0, 215.0)
        wide = min(wide, high / ratio)
        drawn = _drawing(len(self._pictures), wide, wide * ratio, words)
        if across:
            self.end_section()
        self._body.append(f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{drawn}</w:p>')
        if across:
            self.end_section(_ACROSS)

    def page_break(self) -> None:
        self._body.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')

    def end_section(self, page: str = _PORTRAIT) -> None:
        """What stands above has this page; what follows begins a new one."""
        self._body.append(f"<w:p><w:pPr>{_section(page)}</w:pPr></w:p>")

    def done(self) -> bytes:
        files: dict[str, bytes | str] = {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
            "word/document.xml": self._document(),
            "word/styles.xml": _styles(),
            "word/header1.xml": self._edge("hdr", f"{_run(self._organisation)}<w:r><w:tab/></w:r>{_run(self._title)}"),
            "word/footer1.xml": self._edge("ftr", _page_number()),
            "word/_rels/document.xml.rels": _relations(
                [
                    ("styles", "styles.xml"), ("header", "header1.xml"), ("footer", "footer1.xml"),
                    *(("image", f"media/image{n}.png") for n in range(1, len(self._pictures) + 1)),
                ]
            ),
            **{f"word/media/image{n}.png": png for n, png in enumerate(self._pictures, 1)},
        }  # fmt: skip
        made = BytesIO()
        with ZipFile(made, "w", ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(ZipInfo(name, _EPOCH), content, ZIP_DEFLATED)
        return made.getvalue()

    def _document(self) -> str:
        body = "".join(self._body)
        return (
            f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:r="{_R}" '
            'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f"<w:body>{body}{_section(_PORTRAIT)}</w:body></w:document>"
        )

    def _edge(self, kind: str, content: str) -> str:
        style = "Header" if kind == "hdr" else "Footer"
        inner = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'
        return f'{_HEAD}<w:{kind} xmlns:w="{_W}" xmlns:r="{_R}">{inner}</w:{kind}>'


def _run(text: str) -> str:
    clean = "".join(char for char in text if char >= " " and not 0xD800 <= ord(char) <= 0xDFFF)
    return f'<w:r><w:t xml:space="preserve">{escape(clean, quote=False)}</w:t></w:r>'


def _row(cells: Sequence[str], lengths: Sequence[int], *, style: str, first: bool = False) -> str:
    told = []
    for cell, length in zip(cells, lengths, strict=True):
        lines = "".join(
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(line)}</w:p>' for line in cell.split("\n")
        )
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if first else ""
        told.append(f'<w:tc><w:tcPr><w:tcW w:w="{length}" w:type="dxa"/>{shade}</w:tcPr>{lines}</w:tc>')
    kept = "<w:tblHeader/>" if first else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{kept}</w:trPr>{''.join(told)}</w:tr>"


def _drawing(n: int, wide_mm: float, high_mm: float, words: str) -> str:
    x, y = round(wide_mm * _EMU_PER_MM), round(high_mm * _EMU_PER_MM)
    name = f'id="{n}" name="image{n}.png" descr="{escape(words)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{x}" cy="{y}"/><wp:docPr {name}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="rId{n + 3}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{x}" cy="{y}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _section(page: str) -> str:
    edges = (
        '<w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/>'
    )
    return f'<w:sectPr>{edges}<w:type w:val="nextPage"/>{page}<w:titlePg w:val="0"/></w:sectPr>'


def _page_number() -> str:
    field = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
        if kind
        else '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        for kind in ("begin", "", "end")
    )
    return f"{_run('— ')}{field}{_run(' —')}"


def _relations(found: Sequence[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{n}" Type="{_TYPE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(found, 1)
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{told}</Relationships>'


_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_MAIN}.{kind}+xml"/>'
        for part, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("header1", "header"),
            ("footer1", "footer"),
        )
    )
    + "</Types>"
)


def _styles() -> str:
    """As office papers in China look: headings in Hei, text in Song, tables a size smaller."""
    styles = (
        _style("Normal", "", "", size=21, spacing='w:after="80" w:line="360" w:lineRule="auto"', default=True),
        _style("Title", "", '<w:jc w:val="center"/>', size=44, hei=True, spacing='w:before="240" w:after="240"'),
        _style("Subtitle", "", '<w:jc w:val="center"/>', size=32, hei=True, spacing='w:before="120" w:after="120"'),
        _style("Centred", "", '<w:jc w:val="center"/>', size=28, spacing='w:after="120"'),
        _style("Heading1", "heading 1", '<w:keepNext/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>', size=32, hei=True, spacing='w:before="480" w:after="240"'),
        _style("Heading2", "heading 2", '<w:keepNext/><w:outlineLvl w:val="1"/>', size=24, hei=True, spacing='w:before="240" w:after="120"'),
        _style("TOC1", "toc 1", f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>', size=24, spacing='w:after="120"'),
        _style("TableText", "", "", size=18, spacing='w:before="20" w:after="20"'),
        _style("TableHead", "", "<w:keepNext/>", size=18, hei=True, spacing='w:before="20" w:after="20"'),
        _style("Header", "header", f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="808080"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>', size=18, spacing='w:after="0"'),
        _style("Footer", "footer", '<w:jc w:val="center"/>', size=18, spacing='w:after="0"'),
    )  # fmt: skip
    line = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    lined = f'<w:style w:type="table" w:styleId="Lined"><w:name w:val="Lined"/><w:tblPr><w:tblBorders>{line}</w:tblBorders></w:tblPr></w:style>'
    return f'{_HEAD}<w:styles xmlns:w="{_W}">{"".join(styles)}{lined}</w:styles>'


def _style(
    id_: str, name: str, more: str, *, size: int, spacing: str, hei: bool = False, default: bool = False
) -> str:
    han = "黑体" if hei else "宋体"
    fonts = f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{han}" w:cs="Times New Roman"/>'
    mark = ' w:default="1"' if default else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    keep, rest = (
        ("<w:keepNext/>", more.replace("<w:keepNext/>", "")) if "<w:keepNext/>" in more else ("", more)
    )
    before, after = (rest, "") if rest.startswith(("<w:tabs", "<w:pBdr")) else ("", rest)
    return (
        f'<w:style w:type="paragraph"{mark} w:styleId="{id_}"><w:name w:val="{name or id_}"/>{based}'
        f"<w:pPr>{keep}{before}<w:spacing {spacing}/>{after}</w:pPr>"
        f'<w:rPr>{fonts}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )
