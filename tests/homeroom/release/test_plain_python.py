import ast

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from homeroom.notebooks import read_notebook
from homeroom.release.generate import generate
from homeroom.release.plain_python import plain_python


def test_is_text_a_comment_and_code_itself():
    cells = [
        new_markdown_cell("# Title\n\nA *word*."),
        new_code_cell('text = """a\n\n\n\nb  \n"""'),
        new_code_cell("y = 2"),
    ]
    made = plain_python(new_notebook(cells=cells))
    assert made.startswith("# # Title\n#\n# A *word*.\n")
    names = {}
    exec(made, names)
    assert names["text"] == "a\n\n\n\nb  \n"
    assert names["y"] == 2
    assert "In[" not in made
    assert "coding" not in made


def test_is_a_magic_turned_into_python():
    made = plain_python(new_notebook(cells=[new_code_cell("%matplotlib inline\nx = 1")]))
    assert ast.parse(made)
    assert "run_line_magic('matplotlib', 'inline')" in made


def test_is_the_file_made_with_the_release_and_without_solutions(course):
    outcome = generate(course, course.assignments()[0])
    (notebook,) = course.release_path(outcome.assignment).glob("*.ipynb")
    text = notebook.with_suffix(".py").read_text(encoding="utf-8")
    assert "raise NotImplementedError()" in text
    assert "secret_expected_value" not in text
    assert "multiply_carefully(x, x)" not in text
    released = [c.source for c in read_notebook(notebook).cells if c.cell_type == "code"]
    assert all(source.strip() in text for source in released)
