# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
"""Compares the findings of dtbind and dt-schema as sets of board, node, $id, property and rule.

usage: compare-findings.py KNOWN CACHE LIST BASELINE

LIST and CACHE are those of dt-schema-findings.py, BASELINE is what "dtbind validate
--write-baseline" wrote of the same blobs. KNOWN has lines of side ("dtbind" or "dt-schema", which
alone has the finding), and regular expressions for $id, property and rule, and a reason, with tabs
between them. Exits 1 where a finding of one is none of the other's, and is not known.
"""

import collections
import hashlib
import json
import os
import re
import sys


def plain(text):
    return json.loads(text) if text.startswith('"') and text.endswith('"') else text


def key(node, schema, path, rule):
    if schema == "generated-compatibles":
        return (node, schema, "", "")
    return (node, schema, path, rule)


def expected(answer):
    with open(answer, encoding="utf-8") as rows:
        for row in rows:
            node, schema, path, rule, _, message = [plain(c) for c in row.rstrip("\n").split("\t")]
            if message.startswith("False schema does not allow"):
                rule = "false"
            yield key(node, schema, path, rule)


def actual(baseline):
    found = collections.defaultdict(set)
    with open(baseline, encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            file, node, schema, path, rule = line.rstrip("\n").split("\t")
            found[file].add(key(node, schema, path, rule.split(" ")[0]))
    return found


def as_reported(row, theirs):
    """jsonschema mostly leaves out the last step of the path where a schema is False."""
    node, schema, path, rule = row
    if rule != "false" or row in theirs:
        return row
    return (node, schema, "/".join(path.split("/")[:-1]), rule)


def main():
    table, cache, listed, baseline = sys.argv[1:]
    known = []
    with open(table, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                side, schema, path, rule, reason = line.rstrip("\n").split("\t")
                known.append([side, schema, path, rule, reason, 0])
    found = actual(baseline)
    boards = same = excused = crashes = 0
    differences = collections.Counter()
    for line in open(listed, encoding="utf-8"):
        name, blob = line.rstrip("\n").split("\t")
        with open(blob, "rb") as file:
            answer = os.path.join(cache, hashlib.sha256(file.read()).hexdigest() + ".tsv")
        boards += 1
        theirs, ours = set(expected(answer)), found.get(blob, set())
        ended = {row[0] for row in theirs if row[3] in ("crash", "recursion-error")}
        crashes += len(ended)
        if "*" in ended:
            continue
        theirs = {row for row in theirs if row[0] not in ended}
        ours = {as_reported(row, theirs) for row in ours if row[0] not in ended}
        same += len(theirs & ours)
        for side, rows in (("dtbind", ours - theirs), ("dt-schema", theirs - ours)):
            for row in sorted(rows):
                for entry in known:
                    if entry[0] == side and all(
                        re.fullmatch(pattern, text) for pattern, text in zip(entry[1:4], row[1:])
                    ):
                        entry[5] += 1
                        excused += 1
                        break
                else:
                    print("only %s: %s: %s" % (side, name, " ".join(row)))
                    differences[(side, row[1])] += 1
    for side, schema, path, rule, reason, count in known:
        print("known: %d only in %s: %s" % (count, side, reason))
    for (side, schema), count in differences.most_common(20):
        print("%6d only %s: %s" % (count, side, schema))
    total = sum(differences.values())
    print(
        "%d boards: %d findings are the same, %d known differences, %d others; not compared: %d nodes"
        " or boards at which dt-schema ends with a stack trace" % (boards, same, excused, total, crashes)
    )
    sys.exit(1 if total or not same else 0)


main()
