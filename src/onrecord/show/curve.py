"""The escalation curve as an SVG drawing that stands by itself."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.across.escalation import Day

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 960, 320, 56, 16, 44, 40
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#333}.t{font-weight:600;font-size:15px}.g{stroke:#ddd}"
    ".z{stroke:#888}.i{fill:none;stroke:#a3241f;stroke-width:1.8}.c{stroke:#1f5fa3;stroke-dasharray:4 3}"
    ".d{fill:#a3241f}@media (prefers-color-scheme:dark){svg{background:#16181d}text{fill:#ddd}.g{stroke:#333}}"
)


def draw(points: Sequence[Day], title: str) -> str:
    """The drawing: the index as a line, a dot for each day with events (its tooltip names them), change points dashed."""
    if not points:
        return _frame(title, '<text x="56" y="120">No dated events to draw.</text>')
    low = min(0.0, *(point.index for point in points))
    high = max(1.0, *(point.index for point in points))
    step = (WIDTH - LEFT - RIGHT) / max(1, len(points) - 1)
    scale = (HEIGHT - TOP - BOTTOM) / (high - low)

    def place(number: int, value: float) -> tuple[float, float]:
        return round(LEFT + number * step, 1), round(HEIGHT - BOTTOM - (value - low) * scale, 1)

    parts = [_rule(place(0, value)[1], value) for value in sorted({low, 0.0, high})]
    parts.append(
        '<path class="i" d="M'
        + "L".join(f"{x},{y}" for x, y in (place(n, p.index) for n, p in enumerate(points)))
        + '"/>'
    )
    for number, point in enumerate(points):
        x, y = place(number, point.index)
        if point.change:
            parts.append(
                f'<line class="c" x1="{x}" x2="{x}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"><title>new level from {point.day}</title></line>'
            )
        if point.events:
            about = escape(f"{point.day}: index {point.index:.1f}, {', '.join(point.events)}")
            parts.append(f'<circle class="d" cx="{x}" cy="{y}" r="3"><title>{about}</title></circle>')
    parts.append(f'<text x="{LEFT}" y="{HEIGHT - 14}">{points[0].day}</text>')
    parts.append(f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 14}" text-anchor="end">{points[-1].day}</text>')
    return _frame(title, "".join(parts))


def _rule(y: float, value: float) -> str:
    kind = "z" if value == 0 else "g"
    return (
        f'<line class="{kind}" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>'
        f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{value:.0f}</text>'
    )


def _frame(title: str, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>Escalation index: {escape(title)}</title><style>{STYLE}</style>"
        f'<text class="t" x="{LEFT}" y="24">Escalation index: {escape(title)}</text>{inside}</svg>\n'
    )
