"""The flow of a rule book as an SVG picture: for pages and for papers. No script, no style; colours as attributes."""

from html import escape

from shouwen.core.rulebook.flow import Flow
from shouwen.core.rulebook.flow_layout import LINE, Box, Layout, Line, laid_out

_FONT = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"


def flow_svg(flow: Flow, *, described: str = "") -> str:
    """The picture; `described` is the id of an element beside it that says the same in words."""
    layout = laid_out(flow)
    width, height = round(layout.width), round(layout.height)
    by = f' aria-describedby="{escape(described)}"' if described else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flow-picture" role="img" aria-label="{escape(flow.title)}"{by} '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{_FONT}" font-size="13">'
        f"<title>{escape(flow.title)}</title>{_inside(layout)}</svg>"
    )


def _inside(layout: Layout) -> str:
    first = min((box for box in layout.boxes if box.step), key=lambda box: box.y, default=None)
    boxes = (_box(box, first=box is first) for box in layout.boxes if box.lines)
    return "".join((*map(_line, layout.lines), *boxes))


def _line(line: Line) -> str:
    dashed = "" if line.way.labels and not line.way.back else ' stroke-dasharray="5 4"'
    pieces = [_curve(start, end) for start, end in zip(line.path, line.path[1:], strict=False)]
    drawn = f'<path class="flow-way" d="{" ".join(pieces)}" fill="none" stroke="#6b7785" stroke-width="1.3"{dashed}/>'
    end = line.path[-1]
    return drawn + _head(end, down=line.path[-2].y < end.y) if end.step else drawn


def _curve(start: Box, end: Box) -> str:
    down = start.y < end.y
    y1 = start.y + start.height / 2 * (1 if down else -1)
    y2 = end.y - end.height / 2 * (1 if down else -1)
    bend = (y2 - y1) / 2
    through = f"M{start.x:.1f} {start.y:.1f}L{start.x:.1f} {y1:.1f}"
    return f"{through}C{start.x:.1f} {y1 + bend:.1f} {end.x:.1f} {y2 - bend:.1f} {end.x:.1f} {y2:.1f}"


def _head(end: Box, *, down: bool) -> str:
    side = 1 if down else -1
    y = end.y - end.height / 2 * side
    points = f"{end.x:.1f},{y:.1f} {end.x - 4.5:.1f},{y - 8 * side:.1f} {end.x + 4.5:.1f},{y - 8 * side:.1f}"
    return f'<polygon class="flow-head" points="{points}" fill="#6b7785"/>'


def _box(box: Box, *, first: bool) -> str:
    left, top = box.x - box.width / 2, box.y - box.height / 2
    kind, fill, stroke, round_ = (
        ("flow-step", "#e8f0fb", "#2f5d9e", 8) if box.step else ("flow-limit", "#ffffff", "#c9d1da", 4)
    )
    top_line = box.y - (len(box.lines) - 1) * LINE / 2 + 4.6
    texts = "".join(
        f'<text x="{box.x:.1f}" y="{top_line + n * LINE:.1f}" text-anchor="middle" fill="#1d2733">{escape(text)}</text>'
        for n, text in enumerate(box.lines)
    )
    return (
        f'<g class="{kind}{" flow-start" if first else ""}"><rect x="{left:.1f}" y="{top:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" '
        f'rx="{round_}" fill="{fill}" stroke="{stroke}"/>{texts}</g>'
    )
