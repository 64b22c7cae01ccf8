#!/usr/bin/env python3
"""Writes the outputs of the examples in the documents anew, where the program prints something else by now.

usage: refresh.py --binary build/whodunnit [FILE.md ...]

An example that a [...] shortens keeps its gaps: the lines around a gap are looked up in the new output, and only those that are no
longer there are reported, for a person to mend. Lines that tell time and memory are left out. Read the difference before you keep it.
"""
import argparse
import difflib
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROMPT = "    $ ./whodunnit "


def documents():
    yield from sorted(ROOT.glob("*.md"))
    for folder in ("docs", "examples", "specs"):
        yield from sorted((ROOT / folder).rglob("*.md"))


def output_of(binary, arguments):
    done = subprocess.run(f"'{binary}' {arguments} --no-progress", shell=True, cwd=ROOT, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return [line for line in done.stdout.splitlines() if not line.startswith("Finished in ")]


def compared(line):
    return line.strip() and line.strip() != "[...]" and not line.strip().startswith("Finished in ")


def agrees(lines, output):
    rest = iter(output)
    return all(any(line == printed for printed in rest) for line in lines)


def refresh(path, binary):
    lines = path.read_text().split("\n")
    result, i, changed = [], 0, False
    while i < len(lines):
        result.append(lines[i])
        i += 1
        if not lines[i - 1].startswith(PROMPT):
            continue
        begin = i
        while i < len(lines) and (not lines[i].strip() or lines[i].startswith("    ")) and \
                not lines[i].startswith("    $ "):
            i += 1
        while not lines[i - 1].strip():
            i -= 1
        block = lines[begin:i]
        output = output_of(binary, lines[begin - 1][len(PROMPT):])
        if agrees([line[4:] for line in block if compared(line)], output):
            result += block
        elif any(line.strip() == "[...]" for line in block):
            print(f"{path.relative_to(ROOT)}:{begin}: to be mended by hand", file=sys.stderr)
            print("\n".join(difflib.unified_diff([line[4:] for line in block], output, lineterm="", n=1)),
                  file=sys.stderr)
            result += block
        else:
            result += [""] if not block[0].strip() else []
            result += [("    " + line).rstrip() for line in output]
            changed = True
    if changed:
        path.write_text("\n".join(result))
        print(f"{path.relative_to(ROOT)}: written anew")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True, type=pathlib.Path)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    for path in options.files or documents():
        refresh(path.resolve(), options.binary.resolve())


if __name__ == "__main__":
    main()
