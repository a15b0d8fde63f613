r"""Formulas of a notebook's text as pictures, drawn without a network and without LaTeX."""

from __future__ import annotations

import base64
import html
import io
import re

# What is code is left alone: fenced blocks and spans in backticks.
_CODE = re.compile(r"(```.*?```|~~~.*?~~~|`[^`\n]+`)", re.DOTALL)
_FORMULA = re.compile(
    r"\$\$(?P<block>.+?)\$\$|(?<![\\$\w])\$(?P<line>[^\s$](?:[^$\n]*[^\s$])?)\$(?!\d)",
    re.DOTALL,
)
_POINTS = 11


def draw_formulas(markdown: str) -> str:
    r"""Put a picture in the place of each formula.

    Parameters
    ----------
    markdown : str
        With formulas between ``$`` or ``$$``.

    Returns
    -------
    str
        What cannot be drawn stands there as it was typed, as code.

    Examples
    --------
    >>> draw_formulas("It costs $5 or $6.")
    'It costs $5 or $6.'
    >>> draw_formulas("The rate $x_0$")[:37]
    'The rate <img class="formula" alt="x_'
    >>> draw_formulas("`$x$`")
    '`$x$`'
    """
    parts = _CODE.split(markdown)
    return "".join(
        part if number % 2 else _FORMULA.sub(_drawn, part) for number, part in enumerate(parts)
    )


def _drawn(found: re.Match[str]) -> str:
    tex = (found["block"] or found["line"]).strip()
    one_line = " ".join(tex.split())
    try:
        picture, depth = _svg(one_line)
    except (ValueError, RuntimeError):
        # matplotlib knows no environments (align, cases) and not every command.
        code = html.escape(tex)
        return f"<pre>{code}</pre>" if found["block"] else f"<code>{code}</code>"
    data = base64.b64encode(picture).decode()
    image = (
        f'<img class="formula" alt="{html.escape(one_line)}" '
        f'style="vertical-align:{-depth:.2f}pt" src="data:image/svg+xml;base64,{data}">'
    )
    return f'\n\n<div class="formula">{image}</div>\n\n' if found["block"] else image


def _svg(tex: str) -> tuple[bytes, float]:
    """Draw a formula; also give how far it reaches below the line, in points."""
    import matplotlib as mpl
    from matplotlib.font_manager import FontProperties
    from matplotlib.mathtext import math_to_image

    buffer = io.BytesIO()
    with mpl.rc_context({"mathtext.fontset": "cm", "svg.fonttype": "path", "svg.hashsalt": "0"}):
        depth = math_to_image(
            f"${tex}$", buffer, prop=FontProperties(size=_POINTS), format="svg", dpi=72
        )
    return buffer.getvalue(), float(depth)
