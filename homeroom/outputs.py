"""Outputs of cells that students ran: reduced to what a page may show without running anything."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from homeroom.ansi import without_ansi

# Pictures are shown through <img>, which runs no script, SVG included.
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/svg+xml")
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.I | re.S)
TAG = re.compile(r"<[^<>]*>")


def notice(text: str) -> NotebookNode:
    """Make an output that holds a remark of ours."""
    return new_output("display_data", data={"text/plain": text})


def harmless(output: NotebookNode) -> NotebookNode:
    """Copy an output without anything that a browser would run.

    Pictures and plain text are kept. HTML, JavaScript and widgets are dropped in favour of the
    plain text beside them; where there is none, the text in the HTML takes its place.
    """
    if output.output_type in ("stream", "error"):
        return NotebookNode(output)
    kept: dict[str, Any] = {
        mime: output.data[mime]
        for mime in PICTURES
        if isinstance(output.data.get(mime), str) and _is_picture(mime, output.data[mime])
    }
    plain = output.data.get("text/plain")
    if isinstance(plain, str):
        kept["text/plain"] = plain
    elif not kept:
        kept["text/plain"] = _in_words(output.data)
    if output.output_type == "execute_result":
        count = output.get("execution_count")
        return new_output("execute_result", data=kept, execution_count=count)
    return new_output("display_data", data=kept)


def _is_picture(mime: str, content: str) -> bool:
    return mime == "image/svg+xml" or bool(BASE64.fullmatch(content))


def _in_words(data: dict[str, Any]) -> str:
    """Say in plain text what an output without plain text shows."""
    for mime in ("text/markdown", "text/latex"):
        if isinstance(data.get(mime), str):
            return str(data[mime])
    if isinstance(data.get("text/html"), str):
        return html.unescape(TAG.sub("", SCRIPT.sub("", data["text/html"]))).strip()
    if "application/json" in data:
        return json.dumps(data["application/json"], ensure_ascii=False)
    return f"[{', '.join(data) or 'an empty output'}: not shown here]"


def text_of(output: NotebookNode) -> str:
    """Everything in an output that could be read: text of any kind, without terminal colours."""
    match output.output_type:
        case "stream":
            return without_ansi(output.text)
        case "error":
            parts = [
                output.get("ename", ""),
                output.get("evalue", ""),
                *output.get("traceback", []),
            ]
            return without_ansi("\n".join(map(str, parts)))
    return without_ansi("\n".join(_strings(output.get("data", {}))))


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _strings(inner)]
    return []


def size(output: NotebookNode) -> int:
    """Give the bytes that an output takes in the file, nearly."""
    return len(json.dumps(output, ensure_ascii=False).encode("utf-8", errors="replace"))
