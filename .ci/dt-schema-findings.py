# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
"""Asks dt-schema for its findings in blobs, with one set of schemas for all of them.

usage: dt-schema-findings.py SCHEMAS CACHE LIST

LIST is a file of lines "NAME<tab>BLOB", or "NAME<tab>BLOB<tab>FILE<tab>BLOB-BEFORE". For each blob, the findings are written to
CACHE/SHA-256-of-the-blob.tsv, unless that is there: lines of node, $id, path to the value, last
keyword, path to the keyword and message, quoted as JSON where there are tabs or line feeds.
A node that was validated before, with all that is in it, is not validated again: what dt-schema
says of a node depends on nothing else. CACHE/schemas.json holds the schemas as dt-mk-schema has them, CACHE/schemas.log what it says of
them; CACHE/times.tsv gets name, seconds and bytes of memory of each blob.
"""

import hashlib
import json
import os
import resource
import sys
import time

import dtschema
from dtschema import dtb_validate


def cell(value):
    text = str(value)
    return json.dumps(text) if any(c in text for c in "\t\n\r\"") else text


def prepared(schemas, cache):
    processed = os.path.join(cache, "schemas.json")
    if not os.path.exists(processed):
        begin = time.monotonic()
        kept = os.dup(2)
        with open(os.path.join(cache, "schemas.log"), "w", encoding="utf-8") as log:
            os.dup2(log.fileno(), 2)
            made = dtschema.DTValidator([schemas]).schemas
            sys.stderr.flush()
            os.dup2(kept, 2)
        with open(processed + ".new", "w", encoding="utf-8") as out:
            json.dump(made, out, indent=4, sort_keys=True)
        os.rename(processed + ".new", processed)
        with open(os.path.join(cache, "schemas.seconds"), "w", encoding="utf-8") as out:
            out.write("%.1f\n" % (time.monotonic() - begin))
    return processed


def frozen(value):
    """A value with all that schemas can tell apart: the types, and the sizes of cells."""
    if isinstance(value, dict):
        return [(name, frozen(each)) for name, each in value.items()]
    if isinstance(value, list):
        return tuple(frozen(each) for each in value)
    return (type(value).__name__, getattr(value, "size", 0), str(value))


class Group(dtb_validate.schema_group):
    """Goes on with the next node where dt-schema ends with a stack trace, as for a bad reference."""

    validated = {}

    def check_node(self, tree, node, disabled, nodename, fullname, filename):
        content = repr((nodename, disabled, frozen(node))).encode("utf-8", "backslashreplace")
        content = hashlib.sha256(content).digest()
        if content in self.validated:
            self.diagnostics += [dict(each, node=fullname) for each in self.validated[content]]
            return
        before = len(self.diagnostics)
        try:
            super().check_node(tree, node, disabled, nodename, fullname, filename)
        except Exception as crash:
            self.diagnostics.append(
                {"type": "crash", "node": fullname, "message": str(crash).splitlines()[0]}
            )
        self.validated[content] = self.diagnostics[before:]


def rows(group, blob):
    group.diagnostics = []
    try:
        group.check_dtb(blob)
    except Exception as crash:
        # It crashed while it decoded the blob, before it checked any node.
        group.diagnostics.append({"type": "crash", "node": "*", "message": repr(crash)})
    for each in group.diagnostics:
        if each["type"] == "unmatched":
            yield (each["node"], "generated-compatibles", "compatible", "unmatched", "", each["message"])
        elif each["type"] == "validation":
            path = [str(step) for step in each["schema_path"]]
            yield (
                each["node"],
                each["schema"],
                "/".join(str(step) for step in each["property_path"]),
                path[-1] if path else "false",
                "/".join(path),
                each["message"],
            )
        elif each["type"] in ("crash", "recursion-error"):
            yield (each["node"], "", "", each["type"], "", each["message"])


def main():
    schemas, cache, listed = sys.argv[1:]
    os.makedirs(cache, exist_ok=True)
    group = Group(prepared(schemas, cache), True)
    dtb_validate.show_unmatched = True
    silent = open(os.devnull, "w", encoding="utf-8")
    with open(listed, encoding="utf-8") as lines:
        cells = [line.rstrip("\n").split("\t") for line in lines]
    boards = dict.fromkeys((row[0], blob) for row in cells for blob in reversed(row[1::2]))
    for done, (name, blob) in enumerate(boards, 1):
        with open(blob, "rb") as file:
            answer = os.path.join(cache, hashlib.sha256(file.read()).hexdigest() + ".tsv")
        if os.path.exists(answer):
            continue
        begin = time.monotonic()
        errors, sys.stderr = sys.stderr, silent
        try:
            found = list(rows(group, blob))
        finally:
            sys.stderr = errors
        # Another process may be at the same blob.
        new = "%s.%d" % (answer, os.getpid())
        with open(new, "w", encoding="utf-8") as out:
            for row in found:
                out.write("\t".join(cell(value) for value in row) + "\n")
        os.rename(new, answer)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        with open(os.path.join(cache, "times.tsv"), "a", encoding="utf-8") as times:
            times.write("%s\t%.2f\t%d\n" % (name, time.monotonic() - begin, peak))
        if sys.stderr.isatty():
            print("\rdt-schema: %d of %d" % (done, len(boards)), end="", file=sys.stderr, flush=True)


main()
