"""Hidden tests in a process of their own: the student's code is called from there, as data.

The judge's process holds trusted cells and tests and never runs student code. Where a test uses
what an answer binds, a stand-in asks the student's process and gets plain values back:

- :mod:`wire` is the form in which values cross, never pickle; :mod:`framing` sends them,
  as a head in JSON and raw bytes;
- :mod:`student_side` answers in the student's process, in a fork of it for each test or
  for several that follow each other;
- :mod:`session` asks, :mod:`stand_ins` and :mod:`mirror` are what a test gets in its hands,
  :mod:`remote_call` lets gradients flow back through a call;
- :mod:`examiner` runs the tests in :mod:`process`, the judge's own; grading holds a
  :mod:`handle` on it and gets a :mod:`verdict`; :mod:`branches` keeps one for each notebook and
  forks it for each submission.
"""
