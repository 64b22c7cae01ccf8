#!/usr/bin/env python3
"""Runs small specifications and compares what checking them gives with what their comments say; README.md tells the format.

    run_cases.py [--binary PATH] [--only TEXT] [--show] FILE...

FILE.cases holds modules; FILE.values holds expressions with their values. Prints a line for each expectation that is not met and
'N passed, N failed' at the end; the exit status is 1 if any failed. --show prints the output of every case that runs.
"""

import argparse
import concurrent.futures
import dataclasses
import json
import os
import re
import subprocess
import sys
import tempfile

MODULE = re.compile(r"\s*-{4,}\s*MODULE\s+(\w+)\s*-{4,}")
END = re.compile(r"\s*={4,}\s*$")
DIRECTIVE = re.compile(r"\\\*\s*(expect|says|silent about|cfg|cfg\+|options):\s?(.*)")
FIGURES = {"generated": "states_generated", "distinct": "distinct_states", "depth": "depth",
           "left": "states_left", "initial": "initial_states"}


@dataclasses.dataclass
class Case:
    """Modules (the first is the one to check), a configuration, options, and what is expected of the run."""
    place: str
    name: str = ""
    modules: dict = dataclasses.field(default_factory=dict)
    directives: list = dataclasses.field(default_factory=list)

    def all(self, key):
        return [value for k, value in self.directives if k == key]

    def configuration(self):
        own = self.all("cfg")
        if own:
            return "\n".join(own) + "\n"
        text = self.modules[self.name]
        defined = set(re.findall(r"^(\w+)\s*(?:==|≜)", text, re.MULTILINE))
        lines = ["SPECIFICATION Spec"] if "Spec" in defined else ["INIT Init", "NEXT Next"] if "Next" in defined else []
        lines += ["INVARIANT Inv"] if "Inv" in defined else []
        lines += ["PROPERTY Prop"] if "Prop" in defined else []
        return "\n".join(lines + self.all("cfg+")) + "\n"


@dataclasses.dataclass
class Run:
    status: int
    output: str
    document: dict


def check(binary, modules, root, configuration, options):
    """Checks the module `root` in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in modules.items():
            with open(os.path.join(folder, name + ".tla"), "w", encoding="utf-8") as file:
                file.write(text)
        if configuration is not None:
            with open(os.path.join(folder, root + ".cfg"), "w", encoding="utf-8") as file:
                file.write(configuration)
        try:
            done = subprocess.run([binary, "check", root + ".tla", "--json", "result.json", "--no-progress", *options],
                                  cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False)
        except subprocess.TimeoutExpired:
            return Run(-1, "timeout", {})
        try:
            with open(os.path.join(folder, "result.json"), encoding="utf-8") as file:
                document = json.load(file)
        except (OSError, ValueError):
            document = {}
        return Run(done.returncode, done.stdout.decode("utf-8", "replace"), document)


# --- cases: modules with directives before them


def read_cases(path):
    cases, depth, lines, name, fresh = [], 0, [], "", True
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        directive = DIRECTIVE.match(line)
        if depth == 0 and directive:
            if fresh:
                cases.append(Case(f"{os.path.basename(path)}:{number}"))
                fresh = False
            cases[-1].directives.append((directive.group(1), directive.group(2).rstrip("\n")))
            continue
        header = MODULE.match(line)
        if header:
            if depth == 0:
                name, lines, fresh = header.group(1), [], True
            depth += 1
        if depth:
            lines.append(line)
        if depth and END.match(line):
            depth -= 1
            if depth == 0:
                cases[-1].name = cases[-1].name or name
                cases[-1].modules[name] = "".join(lines)
    return cases


def judge(case, run):
    problems = []
    statistics = run.document.get("statistics") or {}
    trace = (run.document.get("violation") or {}).get("trace") or {}
    for expectation in ",".join(case.all("expect")).split(","):
        key, _, wanted = expectation.strip().partition(" ")
        if key == "status":
            found = run.status
        elif key in FIGURES:
            found = statistics.get(FIGURES[key])
        elif key == "trace":
            found = len(trace.get("states") or [])
        elif key == "loop":
            found = trace.get("loop_start")
        elif key == "kind":
            found = (run.document.get("violation") or {}).get("kind")
        elif key == "diagnostic":
            names = [d["name"] for d in run.document.get("diagnostics", [])]
            found = wanted if wanted in names else names
        else:
            found = "no such expectation"
        if str(found) != wanted:
            problems.append(f"{key} {found}, expected {wanted}")
    position = 0
    for text in case.all("says"):
        text = text.replace("\\n", "\n").replace("␠", " ")
        at = run.output.find(text, position)
        if at < 0:
            problems.append(f"does not say (in order) {text!r}")
            break
        position = at + len(text)
    for text in case.all("silent about"):
        if text in run.output:
            problems.append(f"says {text!r}")
    return problems


def run_case(binary, case, show):
    configuration = None if case.all("cfg") == ["none"] else case.configuration()
    options = [word for line in case.all("options") for word in line.split()]
    run = check(binary, case.modules, case.name, configuration, options)
    problems = judge(case, run)
    if show:
        problems.append("output:\n" + run.output)
    return [(f"{case.place} {case.name}", problems)]


# --- values: `expression --> value`, after lines that open the module


@dataclasses.dataclass
class Row:
    place: str
    expression: str
    value: str


def read_values(path):
    """Groups of rows with the module text and configuration that they share; a line of dashes starts a new group."""
    groups, text, cfg, rows = [], [], [], []
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if re.fullmatch(r"-{4,}", line):
            groups.append((text, cfg, rows))
            text, cfg, rows = [], [], []
        elif " --> " in line:
            expression, _, value = line.partition(" --> ")
            rows.append(Row(f"{os.path.basename(path)}:{number}", expression.strip(), value.strip()))
        elif line.startswith("\\* cfg: "):
            cfg.append(line[len("\\* cfg: "):])
        elif not line.startswith("\\*"):
            text.append(line)
    groups.append((text, cfg, rows))
    return [group for group in groups if group[2]]


def values_module(text, body):
    return "\n".join(["---- MODULE Values ----", *text, *body, "====", ""])


def printed(output, count):
    """What stands between the markers `"row k"`, one text a row; None for rows that were not reached."""
    parts = re.split(r'^"row (\d+)"\n', output, flags=re.MULTILINE)
    found = dict(zip(map(int, parts[1::2]), parts[2::2]))
    return [found.get(i) for i in range(count)]


def judge_values(binary, text, cfg, rows, show):
    """One run for all the rows; a row that stops it fails, and the rows behind it run once more."""
    problems = []
    while rows:
        body = [f'ASSUME PrintT("row {i}") /\\ (LET value_ == {row.expression} IN PrintT(value_)) /\\ PrintT("row {i}")'
                for i, row in enumerate(rows)]
        module = values_module(text, body)
        output = check(binary, {"Values": module}, "Values", "\n".join(cfg) + "\n", []).output
        reached = 0
        for i, row in enumerate(rows):
            parts = re.findall(rf'^"row {i}"\n(.*?)^"row {i}"\n', output, flags=re.MULTILINE | re.DOTALL)
            if not parts:
                break
            reached = i + 1
            found = re.sub(r"\s*\n\s*", " ", parts[0]).strip()
            problems.append((f"{row.place} {row.expression}",
                             [] if found == row.value else [f"value {found}, expected {row.value}"]))
        if reached < len(rows):
            row = rows[reached]
            problems.append((f"{row.place} {row.expression}", ["no value:\n" + output[-600:]]))
            reached += 1
        rows = rows[reached:]
    return problems


ERROR_PLACES = (
    ("ASSUME", 10, "ASSUME LET value_ == {} IN PrintT(value_)"),
    ("Next", 75, "VARIABLE state_\nInit == state_ = 0\nNext == /\\ LET value_ == {} IN PrintT(value_)\n        /\\ state_' = state_"),
    ("invariant", 76, "VARIABLE state_\nInit == state_ = 0\nNext == state_' = 1\nInv == state_ = 1 => LET value_ == {} IN PrintT(value_)"),
)


def judge_error(binary, text, cfg, row, show):
    """An error gives its status wherever it happens: in an assumption, in Next, in an invariant."""
    problems = []
    kind, _, said = row.value.partition(": ")
    for place, status, body in ERROR_PLACES:
        if kind == "refused":
            status = 150
        module = values_module(text, [body.format(row.expression)])
        configuration = "\n".join(cfg + ([] if place == "ASSUME" else ["INIT Init", "NEXT Next"]) +
                                  (["INVARIANT Inv"] if place == "invariant" else [])) + "\n"
        run = check(binary, {"Values": module}, "Values", configuration, [])
        if run.status != status:
            problems.append(f"status {run.status} in {place}, expected {status}:\n{run.output[-400:]}")
        elif said and said not in run.output:
            problems.append(f"does not say {said!r} in {place}:\n{run.output[-400:]}")
        if kind == "refused":
            break
    return [(f"{row.place} {row.expression}", problems)]


def jobs_of(path, binary, only, show):
    """The functions to call for one file; each returns a list of (what, problems)."""
    if path.endswith(".cases"):
        for case in read_cases(path):
            if only in case.name:
                yield lambda case=case: run_case(binary, case, show)
        return
    for text, cfg, rows in read_values(path):
        rows = [row for row in rows if only in row.expression]
        good = [row for row in rows if not re.match(r"(error|refused)(:|$)", row.value)]
        if good:
            yield lambda text=text, cfg=cfg, good=good: judge_values(binary, text, cfg, good, show)
        for row in rows:
            if row not in good:
                yield lambda text=text, cfg=cfg, row=row: judge_error(binary, text, cfg, row, show)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default="whodunnit")
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    binary = os.path.abspath(arguments.binary)
    jobs = [job for path in arguments.files for job in jobs_of(path, binary, arguments.only, arguments.show)]
    failed, total = 0, 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for results in pool.map(lambda job: job(), jobs):
            for what, problems in results:
                total += 1
                failed += bool(problems)
                for problem in problems:
                    print(f"{what}: {problem}")
    print(f"{total - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
