"""
Where the steps and ways of a flow stand on paper: layers from top to bottom, few crossings, nothing on top of another.

A label takes a place of its own between two steps, and a way over several layers a narrow place in each, so that
neither lies on something else (after Sugiyama, Tagawa and Toda 1981; ordering by barycentres). The same flow gives the
same picture. Lengths are in pixels at 13 px letters.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from shouwen.core.rulebook.flow import Flow, Way

LINE = 17
PAD = 8
_GAP_X, _GAP_Y, _MARGIN = 18, 26, 16
_SWEEPS = 12


@dataclass(slots=True)
class Box:
    """A step, a label, or the narrow place of a way that passes by; `x`, `y` is its middle."""

    lines: tuple[str, ...]
    step: str = ""
    way: Way | None = None
    width: float = 8
    height: float = 0
    layer: int = 0
    x: float = 0
    y: float = 0
    above: "list[Box]" = field(default_factory=list)
    below: "list[Box]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """A way as the boxes that it passes, from its start to its end; `label` is among them where it has one."""

    way: Way
    path: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def laid_out(flow: Flow) -> Layout:
    """The places of everything in a flow."""
    steps = {step.id: _box((step.name,), step=step.id) for step in flow.steps}
    ways = [way for way in flow.ways if way.start != way.end]
    ranks = _ranks(list(steps), ways)
    for name, box in steps.items():
        box.layer = ranks[name] * 2
    boxes, lines = list(steps.values()), []
    for way in flow.ways:
        path = _path(way, steps)
        boxes += [box for box in path if not box.step]
        lines.append(Line(way, tuple(reversed(path)) if way.back else tuple(path)))
    layers = _layers(boxes)
    _order(layers)
    _place(layers)
    width = max((box.x + box.width / 2 for box in boxes), default=0) + _MARGIN
    height = max((box.y + box.height / 2 for box in boxes), default=0) + _MARGIN
    return Layout(width=width, height=height, boxes=tuple(boxes), lines=tuple(lines))


def text_width(text: str) -> float:
    """About how wide a line of 13 px letters is: a Han character is as wide as high, a Latin letter half."""
    return sum(13 if ord(char) > 0x2E7F else 7.3 for char in text)


def _box(lines: tuple[str, ...], *, step: str = "", way: Way | None = None) -> Box:
    width = max(map(text_width, lines)) + PAD * 2 + (16 if step else 0)
    return Box(lines, step=step, way=way, width=width, height=LINE * len(lines) + (18 if step else 8))


def _ranks(steps: Sequence[str], ways: Sequence[Way]) -> dict[str, int]:
    """Each step one below the lowest that leads to it."""
    ranks = dict.fromkeys(steps, 0)
    for _ in steps:
        for way in ways:
            top, bottom = (way.end, way.start) if way.back else (way.start, way.end)
            ranks[bottom] = max(ranks[bottom], min(ranks[top] + 1, len(steps)))
    return ranks


def _path(way: Way, steps: dict[str, Box]) -> list[Box]:
    """The boxes of a way from top to bottom; the label stands nearest to its start."""
    top, bottom = steps[way.start], steps[way.end]
    if way.start == way.end:
        label = _box(way.labels, way=way)
        label.layer = top.layer + 1
        _join([top, label])
        return [top, label]
    if way.back:
        top, bottom = bottom, top
    between = [Box((), way=way, layer=layer) for layer in range(top.layer + 1, bottom.layer)]
    if way.labels:
        at = len(between) - 1 if way.back else 0
        label = _box(way.labels, way=way)
        label.layer = between[at].layer
        between[at] = label
    path = [top, *between, bottom]
    _join(path)
    return path


def _join(path: Sequence[Box]) -> None:
    for upper, lower in itertools.pairwise(path):
        upper.below.append(lower)
        lower.above.append(upper)


def _layers(boxes: Sequence[Box]) -> list[list[Box]]:
    layers: list[list[Box]] = [[] for _ in range(max((box.layer for box in boxes), default=0) + 1)]
    for box in boxes:
        layers[box.layer].append(box)
    return layers


def _order(layers: list[list[Box]]) -> None:
    """Sort every layer by the middle of its neighbours, down and up in turn; the best order seen stays."""
    best = [list(layer) for layer in layers]
    fewest = _crossings(layers)
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for layer in layers if down else reversed(layers):
            place = {id(box): n for other in layers for n, box in enumerate(other)}
            layer.sort(key=lambda box: _middle(box.above if down else box.below, place, place[id(box)]))
        crossings = _crossings(layers)
        if crossings < fewest:
            fewest, best = crossings, [list(layer) for layer in layers]
    layers[:] = best


def _middle(neighbours: Sequence[Box], place: dict[int, int], otherwise: int) -> float:
    return sum(place[id(box)] for box in neighbours) / len(neighbours) if neighbours else otherwise


def _crossings(layers: Sequence[Sequence[Box]]) -> int:
    place = {id(box): n for layer in layers for n, box in enumerate(layer)}
    count = 0
    for layer in layers:
        ends = [place[id(low)] for box in layer for low in sorted(box.below, key=lambda b: place[id(b)])]
        count += sum(1 for n, end in enumerate(ends) for other in ends[:n] if other > end)
    return count


def _place(layers: list[list[Box]]) -> None:
    y = float(_MARGIN)
    for layer in layers:
        high = max((box.height for box in layer), default=0)
        for box in layer:
            box.y = y + high / 2
        y += high + _GAP_Y
        _pack(layer, [0.0] * len(layer))
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for layer in layers if down else reversed(layers):
            _pack(layer, [_wanted(box, down=down) for box in layer])
    left = min((box.x - box.width / 2 for layer in layers for box in layer), default=0)
    for layer in layers:
        for box in layer:
            box.x += _MARGIN - left


def _wanted(box: Box, *, down: bool) -> float:
    near = box.above if down else box.below
    return sum(other.x for other in near) / len(near) if near else box.x


def _pack(layer: Sequence[Box], wanted: Sequence[float]) -> None:
    """
    As near to the wanted places as the order and the widths allow: boxes that want to overlap form a row whose
    middle is the mean of what they want.
    """
    rows: list[tuple[list[int], float]] = []
    offsets: dict[int, float] = {}
    for n, box in enumerate(layer):
        offsets[n] = 0.0
        members, middle = [n], wanted[n]
        while rows:
            before, at = rows[-1]
            width = offsets[before[-1]] + (layer[before[-1]].width + layer[members[0]].width) / 2 + _GAP_X
            if at + width <= middle:
                break
            rows.pop()
            for m in members:
                offsets[m] += width
            members = before + members
            middle = sum(wanted[m] - offsets[m] for m in members) / len(members)
        rows.append((members, middle))
        del box
    for members, start in rows:
        for m in members:
            layer[m].x = start + offsets[m]
