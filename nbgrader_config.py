# Settings of this course. Every nbgrader command, the formgrader and `homeroom` read them.
# ruff: noqa: D100
import os
import sys

from homeroom.kernels import JUPYTER_PATH

c = get_config()

c.CourseDirectory.course_id = "homeroom"

# Where students find the released notebooks and the wheel of `helpers`, that is, where you
# publish the folder that `homeroom export student-copy` makes. For a working Colab badge give a
# public GitHub repository: "https://github.com/NAME/REPOSITORY" (and c.AddColab.branch, "main"
# by default). Then run `homeroom generate --all`.
c.AddColab.public_address = "https://example.org/homeroom"

# Seconds that one cell of a submission may take.
c.Execute.timeout = 120
# Submissions run in kernels that start warm, each in a box of its own; notebooks keep python3.
# What it may use, and what to do where there can be no box: docs/grading.md.
c.Execute.kernel_name = "homeroom-warm"
c.WarmProvisioner.isolation = "box"
c.WarmProvisioner.memory_mb = 3072
c.WarmProvisioner.cpu_seconds = 900
# The kernel says nothing on the terminal; what a submission does is in its notebook.
c.Execute.extra_arguments = ["--IPKernelApp.log_level=40"]
# Tests run in a process of their own that never holds student code. "kernel" runs them in the
# student's kernel, for tests that were not written for this.
c.ExecuteUnlessKept.verdicts = "judge"
# A file larger than this (in kB) is left out when nbgrader collects: 20 MB.
c.CourseDirectory.max_file_size = 20_000

# --- How Homeroom plugs into nbgrader; nothing below needs changing -------------------------

# nbgrader starts the program `alembic` when it makes the gradebook.
_programs = os.path.dirname(sys.executable)  # noqa: PTH120
if _programs not in os.environ["PATH"].split(os.pathsep):
    os.environ["PATH"] = _programs + os.pathsep + os.environ["PATH"]

# Jupyter finds the kernel homeroom-warm there.
_places = os.environ.get("JUPYTER_PATH", "").split(os.pathsep)
if JUPYTER_PATH not in _places:
    os.environ["JUPYTER_PATH"] = os.pathsep.join([JUPYTER_PATH, *filter(None, _places)])

# What students packed is unpacked within limits, and one bad archive stops no other. How much may
# come out of one: c.SafeExtractor.total_mb, file_mb and others (docs/instructor.md).
c.ZipCollectApp.extractor_plugin = "homeroom.collect.extractor.SafeExtractor"
c.ZipCollectApp.collector_plugin = "homeroom.collect.extractor.OneOfEach"

# Mark schemes stand in locked question cells, so that they return for the person who grades.
c.ClearMarkScheme.enforce_metadata = False

c.GenerateAssignment.preprocessors = [
    "homeroom.release.preprocessors.NormalizeMetadata",
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "nbgrader.preprocessors.LockCells",
    "nbgrader.preprocessors.ClearSolutions",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
    "homeroom.release.preprocessors.FillPreflight",
    "homeroom.release.preprocessors.AddColab",
    "homeroom.release.preprocessors.CheckLeaks",
    # release/hwNN/NAME.py beside each NAME.ipynb, for reading and for editors.
    "homeroom.release.plain_python.AddPlainPython",
]
# If a generation fails, release/ is put back as it was before.
c.GenerateAssignment.exporter_class = "homeroom.release.exporter.KeepingExporter"

# Cells that train are not run again at grading and keep the outputs that were handed in.
c.Autograde.sanitize_preprocessors = [
    "homeroom.grading.restore.RestoreCells",
    "homeroom.grading.execute.ClearOutputUnlessKept",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "homeroom.grading.execute.ExecuteUnlessKept",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Feedback tells no hidden test, no expected value, no mark scheme and no path.
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "homeroom.report.feedback.RedactFeedback",
    "homeroom.report.feedback.DropHiddenTests",
    "homeroom.report.feedback.DropMarkScheme",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
