#!/usr/bin/env python3
"""Any number of workers gives the same report: runs the checker on Couriers.tla with 1, 2, 3 and 8 workers and compares.

Each run below has a configuration, which is written for it, and options; the exit status is stated too. The text and the JSON
document have to be the same, byte for byte, but for times, memory and the number of workers itself.

    workers_agree.py --binary PATH [--show NAME]
"""

import argparse
import difflib
import os
import re
import subprocess
import sys
import tempfile

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "workers")
WORKERS = ["1", "2", "3", "8"]
FOUR = "CONSTANTS Couriers = {a, b, c, d} End = 3 Round = 3\n"
THREE = "CONSTANTS Couriers = {a, b, c} End = 4 Round = 4\n"
# Name: exit status, configuration, options.
RUNS = {
    "pass": (0, FOUR + "SPECIFICATION Spec INVARIANTS TypeOK NoneStrays PROPERTY OneByOne", []),
    "invariant": (12, FOUR + "SPECIFICATION Spec INVARIANTS TypeOK NotAllLaden", []),
    "deep invariant": (12, FOUR + "SPECIFICATION Spec INVARIANTS TypeOK NotAllThere", []),
    "every violation": (12, THREE + "SPECIFICATION Spec INVARIANTS NotAllLaden NotAllThere PROPERTY CountsUp", ["--continue"]),
    "deadlock": (11, THREE + "INIT Init NEXT NextUntilSent INVARIANT TypeOK", []),
    "action property": (13, THREE + "SPECIFICATION Spec PROPERTIES OneByOne CountsUp", []),
    "liveness": (0, THREE + "SPECIFICATION FairSpec PROPERTIES Arrives SendsForEver", []),
    "lasso": (13, THREE + "SPECIFICATION StrayingSpec PROPERTIES Arrives CHECK_DEADLOCK FALSE", []),
    "stuttering lasso": (13, THREE + "SPECIFICATION Spec PROPERTY Arrives", []),
    "evaluation error": (76, THREE + "SPECIFICATION Spec INVARIANTS TypeOK SomeoneNamed", []),
    "assertion": (14, THREE + "SPECIFICATION Spec INVARIANT Asserted", []),
    "symmetry": (12, FOUR + "SPECIFICATION Spec INVARIANT NotAllThere SYMMETRY Alike", []),
    "symmetry, to the end": (0, FOUR + "SPECIFICATION Spec INVARIANT TypeOK SYMMETRY Alike", []),
    "view": (0, FOUR + "SPECIFICATION Spec INVARIANT TypeOK VIEW Seen", ["--coverage"]),
    "constraint": (0, FOUR + "SPECIFICATION Spec INVARIANT NotAllThere CONSTRAINT Few", []),
    "action constraint": (0, FOUR + "SPECIFICATION Spec INVARIANT NotAllLaden ACTION_CONSTRAINT FewLaden", []),
    "limit of states": (21, FOUR + "SPECIFICATION Spec INVARIANT TypeOK", ["--max-states", "7777"]),
    "limit of depth": (21, FOUR + "SPECIFICATION Spec INVARIANT TypeOK", ["--max-depth", "9"]),
    "wide fingerprints": (12, FOUR + "SPECIFICATION Spec INVARIANT NotAllThere", ["--fingerprint-bits", "128"]),
    "simulation": (12, FOUR + "SPECIFICATION Spec INVARIANT NotAllThere", ["--simulate", "--seed", "5", "--depth", "60"]),
    "simulation, to the end": (21, THREE + "SPECIFICATION Spec INVARIANT TypeOK",
                               ["--simulate", "--seed", "5", "--depth", "60", "--traces", "300"]),
    "many initial states": (0, FOUR + "SPECIFICATION AnywhereSpec INVARIANTS TypeOK NoneStrays PROPERTY OneByOne", []),
    "printed initial states": (0, FOUR + "INIT PrintingInit NEXT Next INVARIANT TypeOK", []),
    "initial violation": (12, FOUR + "SPECIFICATION AnywhereSpec INVARIANTS TypeOK NotLadenAtTheEnd", []),
    "every initial violation": (12, FOUR + "SPECIFICATION AnywhereSpec INVARIANTS NotLadenAtTheEnd NotAllThere", ["--continue"]),
    "initial error": (76, FOUR + "SPECIFICATION AnywhereSpec INVARIANTS TypeOK NobodyNamed", []),
    "initial symmetry": (0, FOUR + "SPECIFICATION AnywhereSpec INVARIANT TypeOK SYMMETRY Alike", []),
    "initial constraint": (0, FOUR + "SPECIFICATION AnywhereSpec INVARIANT TypeOK CONSTRAINT Few", []),
    "initial liveness": (0, FOUR + "SPECIFICATION FairAnywhereSpec PROPERTY Arrives", []),
    "violation far from many initial states": (12, FOUR + "SPECIFICATION AnywhereSpec INVARIANT NotAllThere", []),
}
# What may differ: lines of the text, members of the document.
FINISHED = re.compile(r"^Finished in .*$", re.M)
SPENT = re.compile(r'"(seconds|workers|peak_memory_bytes|table_bytes|cpu_seconds)": *[-0-9.e+]+')


def report(binary, folder, workers, options):
    """Exit status, text and JSON document without what may differ."""
    document = os.path.join(folder, "result.json")
    command = [binary, "check", "Couriers.tla", "--config", "run.cfg", "--no-progress", "--workers", workers,
               "--json", document] + options
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    with open(document) as file:
        return done.returncode, FINISHED.sub("", done.stdout + done.stderr), SPENT.sub("", file.read())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--show", help="print the report of this run")
    arguments = parser.parse_args()
    binary = os.path.abspath(arguments.binary)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(FOLDER, "Couriers.tla")) as file, open(os.path.join(folder, "Couriers.tla"), "w") as copy:
            copy.write(file.read())
        for name, (status, configuration, options) in RUNS.items():
            with open(os.path.join(folder, "run.cfg"), "w") as file:
                file.write(configuration + "\n")
            first = report(binary, folder, WORKERS[0], options)
            if arguments.show == name:
                print(first[1])
            problems = [] if first[0] == status else [f"status {first[0]} instead of {status}:\n{first[1]}"]
            for workers in WORKERS[1:]:
                other = report(binary, folder, workers, options)
                for what, a, b in zip(("status", "text", "JSON document"), first, other):
                    if a != b:
                        changes = difflib.unified_diff(str(a).splitlines(), str(b).splitlines(), "1 worker", f"{workers} workers")
                        problems.append(f"another {what}:\n" + "\n".join(changes))
            failed += bool(problems)
            for problem in problems:
                print(f"{name}: {problem}")
    print(f"{len(RUNS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
