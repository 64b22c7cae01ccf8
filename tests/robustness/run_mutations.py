#!/usr/bin/env python3
"""Checks mutated and truncated specifications: no crash, no hang, each a located error or a verdict.

Takes the specifications below specs/, examples/ and tests/specifications/ (or --from DIR), damages the module or the configuration
by one to three random changes and runs the checker on the result. A run is wrong when it is killed by a signal, takes longer than
--timeout, ends with a status that is not documented, writes a JSON document that is not one or contradicts the status, or ends with
an error that tells no place. What failed is kept in --keep DIR. The same --seed gives the same mutants.

    run_mutations.py [--binary PATH] [--from DIR] [--count N] [--seed N] [--timeout S] [--keep DIR]
"""

import argparse
import glob
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VERDICTS = {0: "pass", 10: "fail", 11: "fail", 12: "fail", 13: "fail", 14: "fail", 20: "vacuous", 21: "incomplete"}
ERRORS = {75, 76, 77, 150, 151, 255}
TOKEN = re.compile(rb"\\\*[^\n]*|\w+|\\[a-zA-Z]+|[-=<>/\\|~^:.#!@&+*%$?]+|\s+|.", re.S)
# Pieces put in the place of others: every kind of token, and some that are none.
PIECES = [b"/\\", b"\\/", b"=", b"==", b"\\in", b"x", b"1", b"-1", b"0", b"99999999999999999999", b"{", b"}", b"(", b")", b"[", b"]",
          b"<<", b">>", b"]_x", b">>_x", b"'", b"~", b"[]", b"<>", b"~>", b"ENABLED", b"UNCHANGED", b"SUBSET", b"UNION", b"DOMAIN",
          b"CHOOSE", b"\\A", b"\\E", b"IF", b"THEN", b"ELSE", b"CASE", b"OTHER", b"LET", b"IN", b"EXCEPT", b"!", b"@", b"|->", b"->",
          b":>", b"@@", b"..", b"LAMBDA", b"RECURSIVE", b"INSTANCE", b"WITH", b"LOCAL", b"EXTENDS", b"MODULE", b"----", b"====",
          b"ASSUME", b"THEOREM", b"BY", b"QED", b"<1>1.", b"\"", b"\\*", b"(*", b"*)", b"\x00", b"\xff", b"\xe2\x88\x80", b"\t", b"\r",
          b"Nat", b"Int", b"STRING", b"BOOLEAN", b"TRUE", b"FALSE", b"\"a\"", b"{}", b"<<>>", b"1.5", b"\\b12", b"WF_x(x)", b"\\cdot",
          b"Cardinality", b"Seq", b"Len", b"CONSTANT", b"INVARIANT", b"SPECIFICATION", b"<-", b"SYMMETRY", b"VIEW"]


def mutate(text, rng):
    """One random change of `text`."""
    kind = rng.randrange(10)
    if kind == 0:
        return text[:rng.randrange(len(text) + 1)]
    if kind == 1:
        at = rng.randrange(len(text) + 1)
        return text[:at] + bytes(rng.randrange(256) for _ in range(rng.randrange(1, 5))) + text[at:]
    if kind == 2:
        start = rng.randrange(len(text) + 1)
        return text[:start] + text[start + rng.randrange(1, 200):]
    if kind in (3, 4):
        lines = text.split(b"\n")
        at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        if kind == 3:
            lines[at], lines[other] = lines[other], lines[at]
        elif rng.random() < 0.5:
            lines[at] = b" " * rng.randrange(1, 5) + lines[at]
        else:
            lines.insert(at, lines[other])
        return b"\n".join(lines)
    tokens = TOKEN.findall(text)
    places = [i for i, token in enumerate(tokens) if not token.isspace() and not token.startswith((b"\\*", b"-----"))]
    if not places:
        return text
    at = rng.choice(places)
    if kind == 5:
        del tokens[at]
    elif kind == 6:
        tokens.insert(at, tokens[rng.choice(places)] + b" ")
    elif kind == 7:
        other = rng.choice(places)
        tokens[at], tokens[other] = tokens[other], tokens[at]
    elif kind == 8:
        tokens[at] = b" " + rng.choice(PIECES) + b" "
    else:
        tokens.insert(at, b" " + rng.choice(PIECES) + b" ")
    return b"".join(tokens)


def models(folder):
    """Pairs of module and configuration: a configuration names its module in a `\\* status:` line or by its own name."""
    found = []
    for cfg in sorted(glob.glob(os.path.join(folder, "**", "*.cfg"), recursive=True)):
        named = re.search(r"\\\* status: \d+ (\w+\.tla)", open(cfg, errors="replace").read())
        module = os.path.join(os.path.dirname(cfg), named.group(1)) if named else cfg[:-4] + ".tla"
        if os.path.exists(module):
            found.append((module, cfg))
    return found


def damage(model, folder, rng):
    """Writes a damaged copy of the model into `folder`; returns the names of module and configuration."""
    module, cfg = model
    for path in glob.glob(os.path.join(os.path.dirname(module), "*.tla")):
        shutil.copy(path, folder)
    shutil.copy(cfg, os.path.join(folder, "damaged.cfg"))
    target = os.path.join(folder, "damaged.cfg" if rng.random() < 0.2 else os.path.basename(module))
    text = open(target, "rb").read()
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        text = mutate(text, rng)
    open(target, "wb").write(text)
    return os.path.basename(module), "damaged.cfg"


def judge(done, document):
    """What is wrong with a run that ended; None when nothing is."""
    status = done.returncode
    if status < 0:
        return f"killed by signal {-status}"
    if status not in VERDICTS and status not in ERRORS:
        return f"status {status}"
    try:
        result = json.load(open(document))
    except ValueError as error:
        return f"no JSON document: {error}"
    if result["exit_status"] != status or result["verdict"] != VERDICTS.get(status, "error"):
        return f"status {status}, but the document says {result['exit_status']} {result['verdict']}"
    if status in ERRORS:
        errors = [d for d in result["diagnostics"] if d["severity"] == "error"]
        if result["violation"]:
            errors.append(result["violation"])
        if not errors:
            return f"status {status} without an error"
        if any(error["name"] in ("InternalError", "replay_mismatch") for error in errors):
            return "internal error: " + errors[0]["message"][:150]
        if not any(error.get("location") for error in errors) and status != 255:
            return f"an error without a place: {errors[0]['name']}: {errors[0]['message'][:150]}"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", default=os.path.join(PROJECT, "build", "whodunnit"))
    parser.add_argument("--from", dest="folders", action="append")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="number of the first mutant")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--timeout", type=float, default=10)
    parser.add_argument("--keep", help="folder for the mutants that failed")
    arguments = parser.parse_args()
    binary = os.path.abspath(arguments.binary)
    folders = arguments.folders or [os.path.join(PROJECT, name) for name in ("specs", "examples", "tests/specifications")]
    candidates = [model for folder in folders for model in models(folder)]
    failed, seen = 0, {}
    for number in range(arguments.first, arguments.first + arguments.count):
        rng = random.Random(f"{arguments.seed}/{number}")
        with tempfile.TemporaryDirectory() as folder:
            module, cfg = damage(rng.choice(candidates), folder, rng)
            document = os.path.join(folder, "result.json")
            command = [binary, "check", module, "--config", cfg, "--json", document, "--no-progress", "--workers", "1",
                       "--max-states", "3000", "--max-time", "3s", "--max-memory", "2G"]
            try:
                done = subprocess.run(command, cwd=folder, capture_output=True, timeout=arguments.timeout)
                problem = judge(done, document)
                seen[done.returncode] = seen.get(done.returncode, 0) + 1
            except subprocess.TimeoutExpired:
                problem = f"still running after {arguments.timeout} s"
            if problem:
                failed += 1
                print(f"mutant {number} of {module}: {problem}", flush=True)
                if arguments.keep:
                    shutil.copytree(folder, os.path.join(arguments.keep, str(number)), dirs_exist_ok=True)
    print("statuses: " + ", ".join(f"{status}: {count}" for status, count in sorted(seen.items())))
    print(f"{arguments.count - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
