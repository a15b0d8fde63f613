"""Are the tests any good? Right, wrong and changed answers, repeated, and what each one loses."""

import os

# Before torch is imported: threads that wait for each other sleep, for there are as many processes
# as cores, and two threads in each where it is tried whether their number matters.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
