import base64
import io
import re
from importlib.util import find_spec

import pytest

from helpers import handin
from helpers.handin import printing, writeup
from helpers.handin.formulas import draw_formulas
from helpers.handin.terminal import main

from .notebooks import code, markdown, write

ENGINES = [
    pytest.param("weasyprint", marks=pytest.mark.skipif(
        find_spec("weasyprint") is None, reason="WeasyPrint is not installed")),
    pytest.param("browser", marks=pytest.mark.skipif(
        not printing.find_browsers(), reason="no browser of Chrome's family is here")),
]  # fmt: skip


def picture() -> str:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


@pytest.fixture
def folder(tmp_path):
    text = {"output_type": "stream", "name": "stdout", "text": ["accuracy 91 %\n", "second line"]}
    plot = {
        "output_type": "display_data",
        "data": {"image/png": picture(), "text/plain": ["<Picture>"]},
        "metadata": {},
    }
    table = {
        "output_type": "execute_result",
        "data": {"text/html": ["<table><tr><td>", "cell of a table</td></tr></table>"]},
        "metadata": {},
        "execution_count": 1,
    }
    error = {
        "output_type": "error", "ename": "ValueError", "evalue": "no", "traceback": ["\x1b[31mno"],
    }  # fmt: skip
    script = {
        "output_type": "display_data",
        "data": {"text/html": "<script>document.body.innerHTML = 'taken over'</script>"},
        "metadata": {},
    }
    long = "x = [" + ", ".join(str(n) for n in range(1000, 1200)) + "]"
    cells = [
        markdown("# A title\n\nWritten answer with a formula $\\frac{\\lambda}{2}$ and ü, →."),
        code("def make_convnet():\n    return nn.Sequential()", outputs=[text, plot, table]),
        code(long, outputs=[error, script]),
    ]
    write(tmp_path / "part1_convnet.ipynb", cells)
    return tmp_path


WANTED = [
    "A title",
    "Written answer",
    "ü",
    "def make_convnet():",
    "return nn.Sequential()",
    "accuracy 91 %\nsecond line",
    "cell of a table",
]


def use(engine, monkeypatch):
    every = list(printing._printers())
    kept = [one for one in every if (one[0] == "WeasyPrint") == (engine == "weasyprint")]
    monkeypatch.setattr(printing, "_printers", lambda: iter(kept))


@pytest.mark.parametrize("engine", ENGINES)
def test_code_and_answers_are_text_and_plots_are_pictures(folder, monkeypatch, engine, capsys):
    pypdf = pytest.importorskip("pypdf")
    use(engine, monkeypatch)
    pdf = handin.write_pdf("hw04", folder)
    assert pdf == folder / "hw04.pdf"
    assert "will lack backprop.ipynb, two_layer_net.ipynb, part2" in capsys.readouterr().out
    pages = pypdf.PdfReader(pdf).pages
    text = "\n".join(page.extract_text() for page in pages)
    for wanted in WANTED:
        assert wanted in text
    assert "1199" in text  # a long line is broken, not cut off
    assert "taken over" not in text
    assert any(image.image.size == (60, 40) for page in pages for image in page.images)
    width, height = (float(side) for side in pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)
    assert sorted(path.name for path in folder.iterdir()) == ["hw04.pdf", "part1_convnet.ipynb"]


def test_single_notebooks_have_a_pdf_of_their_own_name(folder, monkeypatch):
    monkeypatch.setattr(writeup, "print_to_pdf", lambda page, to: to.write_bytes(b"%PDF-") and "x")
    assert handin.write_pdf("part1_convnet.ipynb", folder).name == "part1_convnet.pdf"
    both = ["part1_convnet.ipynb", "part1_convnet.ipynb"]
    assert handin.write_pdf(both, folder, to=folder / "my.pdf").name == "my.pdf"
    assert main(["pdf", "hw04", "--folder", str(folder)]) == 0


def test_where_nothing_prints_the_page_is_left_for_any_browser(folder, monkeypatch):
    def broken(page, to):
        raise OSError("cannot load library 'libpango'")

    monkeypatch.setattr(printing, "_printers", lambda: iter([("WeasyPrint", broken)]))
    (folder / "hw04.pdf").write_bytes(b"%PDF- of before")
    with pytest.raises(handin.WriteUpError, match="libpango.*pip install weasyprint.*hw04.html"):
        handin.write_pdf("hw04", folder)
    page = (folder / "hw04.html").read_text(encoding="utf-8")
    assert "make_convnet" in page
    assert not re.search(r"(src|href)=.https?:", page)
    assert (folder / "hw04.pdf").read_bytes() == b"%PDF- of before"
    monkeypatch.setattr(printing, "_printers", lambda: iter([]))
    with pytest.raises(handin.WriteUpError, match="neither WeasyPrint nor a browser was found"):
        handin.write_pdf("hw04", folder)


def test_the_next_program_is_tried_when_one_fails(folder, monkeypatch, capsys):
    def broken(page, to):
        raise RuntimeError("a stub of a browser")

    def silent(page, to):
        pass

    def works(page, to):
        to.write_bytes(b"%PDF-1.7")

    programs = [("one", broken), ("two", silent), ("three", works)]
    monkeypatch.setattr(printing, "_printers", lambda: iter(programs))
    handin.write_pdf("hw04", folder)
    assert capsys.readouterr().out.splitlines()[-1].endswith("part1_convnet.ipynb, by three")


def test_missing_and_broken_notebooks_are_told(folder):
    with pytest.raises(handin.WriteUpError, match=r"expected other\.ipynb in"):
        handin.write_pdf("other.ipynb", folder)
    (folder / "part1_convnet.ipynb").write_text("{")
    with pytest.raises(handin.WriteUpError, match="is not a notebook"):
        handin.write_pdf("hw04", folder)
    assert main(["pdf", "hw04", "--folder", str(folder)]) == 1


def test_formulas_are_drawn_and_code_and_prices_are_not():
    drawn = draw_formulas("a $x^2$ b\n\n$$\\sum_i w_i$$\n\nfor $5 or $6, `$y$`\n```\n$z$\n```")
    assert drawn.count("<img") == 2
    assert 'alt="x^2"' in drawn
    for kept in ("$5 or $6", "`$y$`", "\n$z$\n"):
        assert kept in drawn


def test_a_formula_that_cannot_be_drawn_stands_as_it_was_typed():
    typed = r"$\begin{cases} 1 & x < 0 \end{cases}$"
    assert draw_formulas(typed) == r"<code>\begin{cases} 1 &amp; x &lt; 0 \end{cases}</code>"
