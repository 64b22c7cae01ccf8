#!/usr/bin/env python3
"""Runs the checker on a corpus of public specifications and compares with the results that TLC gives.

The corpus is a folder with the table expected.tsv: module, cfg (paths from the corpus), exit status and, where they are fixed, the
states generated, the distinct states, the depth, and the number of states of a shortest trace. Every model runs from its own folder.
Prints a line for each model and 'N passed, N failed, N skipped' at the end; the exit status is 1 if any failed.

    run_conformance.py [--corpus DIR] [--binary PATH] [--long] [--only TEXT] [--timeout S]

Without a corpus (neither --corpus nor WHODUNNIT_CORPUS nor a folder beside the project) everything is skipped, with a word.
"""

import argparse
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import time

PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

def seconds(runtime):
    """The collection's note of TLC's time, 00:01:30; 10 hours when unknown."""
    match = re.fullmatch(r"(\d+):(\d+):(\d+)", runtime.strip())
    if not match:
        return 36000
    hours, minutes, secs = map(int, match.groups())
    return hours * 3600 + minutes * 60 + secs


def find_corpus(given):
    candidates = [given, os.environ.get("WHODUNNIT_CORPUS"),
                  os.path.join(os.path.dirname(PROJECT), "shared", "corpus")]
    for candidate in candidates:
        if candidate and os.path.exists(os.path.join(candidate, "expected.tsv")):
            return os.path.abspath(candidate)
    return None


def run(binary, corpus, row, timeout, workers):
    folder, module = os.path.split(row["module"])
    cfg = os.path.relpath(row["cfg"], folder)
    with tempfile.NamedTemporaryFile(suffix=".json") as document:
        command = [binary, "check", module, "--config", cfg, "--json", document.name, "--no-progress",
                   "--allow-vacuous", "--workers", str(workers)]
        started = time.time()
        try:
            done = subprocess.run(command, cwd=os.path.join(corpus, folder), capture_output=True, text=True,
                                  timeout=timeout, errors="replace")
        except subprocess.TimeoutExpired:
            return None, {}, timeout, ""
        try:
            result = json.load(open(document.name))
        except ValueError:
            result = {}
        return done.returncode, result, time.time() - started, done.stdout + done.stderr


def known_differences():
    """Where we differ from TLC and know why: (cfg, problem) -> reason. A known difference that is gone is a failure too."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "known_differences.tsv")
    return {(row["cfg"], row["problem"]): row["reason"] for row in csv.DictReader(open(path), delimiter="\t")}


def judge(row, status, result):
    """What differs from the expectation; an empty list when nothing does."""
    problems = []
    if status is None:
        return ["timeout"]
    if str(status) != row["exit"]:
        problems.append(f"exit {status}, expected {row['exit']}")
    statistics = result.get("statistics", {})
    for column, key in (("generated", "states_generated"), ("distinct", "distinct_states"), ("depth", "depth")):
        if row[column] and str(statistics.get(key)) != row[column]:
            problems.append(f"{column} {statistics.get(key)}, expected {row[column]}")
    if row["trace"]:
        violation = result.get("violation") or {}
        states = len(violation.get("trace", {}).get("states", []))
        if str(states) != row["trace"]:
            problems.append(f"trace of {states}, expected {row['trace']}")
    return problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus")
    parser.add_argument("--binary", default=os.path.join(PROJECT, "build", "whodunnit"))
    parser.add_argument("--long", action="store_true", help="models over a minute for TLC too")
    parser.add_argument("--only", default="", help="models whose path contains this")
    parser.add_argument("--timeout", type=float, default=300)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--limit-seconds", type=float, default=61, help="skip what takes TLC longer, without --long")
    arguments = parser.parse_args()
    corpus = find_corpus(arguments.corpus)
    if corpus is None:
        print("conformance: no corpus here (set WHODUNNIT_CORPUS); skipped")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    passed, failed, skipped = 0, [], 0
    known = known_differences()
    for row in csv.DictReader(open(os.path.join(corpus, "expected.tsv")), delimiter="\t"):
        if arguments.only not in row["module"] + " " + row["cfg"]:
            continue
        if not arguments.long and seconds(row["manifest_runtime"]) >= arguments.limit_seconds:
            skipped += 1
            continue
        status, result, elapsed, output = run(arguments.binary, corpus, row, arguments.timeout, arguments.workers)
        problems = judge(row, status, result)
        reasons = [known[(row["cfg"], problem)] for problem in problems if (row["cfg"], problem) in known]
        if problems and len(reasons) == len(problems):
            skipped += 1
            print(f"known {elapsed:6.2f}s  {row['cfg']}  {'; '.join(problems)}: {'; '.join(reasons)}", flush=True)
            continue
        if not problems and any(cfg == row["cfg"] for cfg, _ in known):
            problems = ["a known difference is gone: take it out of known_differences.tsv"]
        if problems:
            failed.append(row["cfg"])
        else:
            passed += 1
        note = "; ".join(problems)
        if problems and result.get("diagnostics"):
            errors = [d for d in result["diagnostics"] if d["severity"] == "error"]
            if errors:
                note += " | " + errors[0]["message"][:160].replace("\n", " ")
        elif problems and output:
            note += " | " + output.strip().splitlines()[-1][:160]
        print(f"{'FAIL' if problems else 'ok  '} {elapsed:7.2f}s  {row['cfg']}  {note}", flush=True)
    print(f"{passed} passed, {len(failed)} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
