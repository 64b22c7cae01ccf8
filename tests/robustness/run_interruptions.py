#!/usr/bin/env python3
"""Interrupts the checker in each of its phases: it has to end soon, and to say that it has not come to an end.

Each run below checks endless/Endless.tla, in which one part lasts for ever. SIGINT or SIGTERM, a limit of time, or a limit of memory
ends it: with status 21, a JSON document that says `incomplete`, no later than --patience seconds afterwards and, with the limit of
memory, without having taken much more.

    run_interruptions.py --binary PATH [--patience S]
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

MODULE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "endless", "Endless.tla")
STARTED_S = 0.5
MEMORY_MB = 300
PLAIN = "INIT Init NEXT Next INVARIANT Invariant"
# Part of Endless.tla, configuration, command, options.
RUNS = [
    ("assumption", PLAIN, "check", []),
    ("constant", PLAIN, "check", []),
    ("initial states", PLAIN, "check", []),
    ("successors", PLAIN, "check", []),
    ("step", PLAIN, "check", []),
    ("recursion", PLAIN, "check", []),
    ("invariant", PLAIN, "check", []),
    ("exploration", PLAIN, "check", []),
    ("exploration", PLAIN, "check", ["--workers", "1"]),
    ("exploration", PLAIN, "causes", []),
    ("liveness", "SPECIFICATION Spec PROPERTY Grows", "check", []),
    ("simulation", PLAIN, "check", ["--simulate"]),
]
GROWING = ("initial states", "successors", "exploration")


def end_of(process, document, patience):
    """What is wrong with the end of `process`; None when nothing is. Also the document."""
    try:
        output, _ = process.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return f"still running after {patience} s", None
    try:
        with open(document) as file:
            result = json.load(file)
    except (OSError, ValueError) as error:
        return f"status {process.returncode}, no JSON document: {error}\n{output}", None
    if process.returncode != 21 or result["exit_status"] != 21 or result["verdict"] != "incomplete":
        return f"status {process.returncode}, {result['verdict']}:\n{output}", None
    return None, result


class Interruption:
    def __init__(self, binary, folder, patience):
        self.binary, self.folder, self.patience = binary, folder, patience
        self.document = os.path.join(folder, "result.json")

    def start(self, part, configuration, command, options):
        with open(os.path.join(self.folder, "run.cfg"), "w") as file:
            file.write(f'{configuration} CONSTANT Part = "{part}"\n')
        if os.path.exists(self.document):
            os.remove(self.document)
        arguments = [self.binary, command, MODULE, "--config", os.path.join(self.folder, "run.cfg"), "--json", self.document,
                     "--no-progress"]
        return subprocess.Popen(arguments + options, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def by_signal(self, run, number, times):
        process = self.start(*run)
        time.sleep(STARTED_S)
        if process.poll() is not None:
            return f"ended by itself with status {process.returncode}"
        for _ in range(times):
            process.send_signal(number)
        return end_of(process, self.document, self.patience)[0]

    def by_limit(self, run, options, patience):
        process = self.start(*run[:3], run[3] + options)
        return end_of(process, self.document, patience)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--patience", type=float, default=10, help="seconds that a run may take to end")
    arguments = parser.parse_args()
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        interruption = Interruption(os.path.abspath(arguments.binary), folder, arguments.patience)
        for number, run in enumerate(RUNS):
            # As `timeout` does, which sends its signal to the process and to the group of processes.
            kind = (signal.SIGINT, 1) if number % 2 else (signal.SIGTERM, 2)
            problems = {f"{kind[0].name} {kind[1]} times": interruption.by_signal(run, *kind)}
            problems["--max-time"] = interruption.by_limit(run, ["--max-time", "500ms"], arguments.patience)[0]
            if run[0] in GROWING and run[2] == "check":
                limit = ["--max-memory", f"{MEMORY_MB}M"]
                problem, result = interruption.by_limit(run, limit, 6 * arguments.patience)
                if problem is None:
                    peak_mb = result["statistics"]["peak_memory_bytes"] / 1e6
                    if peak_mb > 4 * MEMORY_MB:
                        problem = f"{peak_mb:.0f} MB at peak"
                problems["--max-memory"] = problem
            for how, problem in problems.items():
                if problem:
                    print(f"{run[2]}, {run[0]} {run[3]}, {how}: {problem}", flush=True)
                failed += problem is not None
                passed += problem is None
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
