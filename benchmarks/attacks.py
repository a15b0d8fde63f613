"""What attacks on grading achieve: against plain nbgrader, and against Homeroom.

Usage: python benchmarks/attacks.py [--only WORD ...] [--without-nbgrader] [--json FILE]

The attacks are those of tests/attacks. Homeroom grades all of them in one batch, among honest
submissions. nbgrader runs as installed (its defaults, an ordinary kernel), for each attack anew and
locked up as a whole, so that nothing happens to this machine.

Verdicts: "resisted"; "flagged": nothing was gained, and a person is told; "worked": a point was
gained, something was read that must not be, or another submission was hurt.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

import _measure

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "attacks"))


def compare(arguments: argparse.Namespace) -> dict:
    """Run the suite on both sides."""
    import ours
    import suite
    import theirs

    attacks = [
        attack
        for attack in suite.read_attacks()
        if not arguments.only or any(word in attack.student for word in arguments.only)
    ]
    with tempfile.TemporaryDirectory(prefix="attacked-", ignore_cleanup_errors=True) as name:
        homeroom = ours.run(attacks, Path(name) / "homeroom")
        if arguments.without_nbgrader:
            theirs_found = [(attack, "not run", []) for attack in attacks]
        else:
            theirs_found = theirs.run(attacks, theirs.make_course(Path(name) / "nbgrader"))
        rows = []
        for attack, verdict, found in theirs_found:
            row = {
                "name": attack.name,
                "kind": attack.kind,
                "nbgrader": verdict,
                "homeroom": homeroom.verdicts[attack.student],
                "nbgrader_found": found,
                "homeroom_found": homeroom.found[attack.student],
            }
            rows.append(row)
            print(f"{attack.kind:12}{attack.name:28}{verdict:34}{row['homeroom']}", flush=True)
    outside = [name for name in ("listener", "course") if name in homeroom.verdicts]
    return {
        "attacks": rows,
        "worked_nbgrader": sum(row["nbgrader"] == "worked" for row in rows),
        "worked_homeroom": sum(row["homeroom"] == "worked" for row in rows) + len(outside),
        "worked_outside": {name: homeroom.found[name] for name in outside},
        "honest_hurt": len(homeroom.honest_hurt),
        "seconds_homeroom": homeroom.batch.seconds,
    }


def tell(found: dict) -> None:
    """Print the figures."""
    rows = found["attacks"]
    for side in ("nbgrader", "homeroom"):
        counted = Counter(row[side] for row in rows)
        said = ", ".join(f"{name} {number}" for name, number in sorted(counted.items()))
        print(f"{side:9} of {len(rows)} attacks: {said}")
    print(f"honest submissions hurt by Homeroom's defences: {found['honest_hurt']}")


def main() -> int:
    """Parse the command line, run, tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="*", default=[], metavar="WORD")
    parser.add_argument("--without-nbgrader", action="store_true")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    found = compare(arguments)
    tell(found)
    _measure.report(found, arguments.json)
    return 1 if found["worked_homeroom"] or found["honest_hurt"] else 0


if __name__ == "__main__":
    sys.exit(main())
