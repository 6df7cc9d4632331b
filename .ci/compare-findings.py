# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
"""Compares the findings of dtbind and dt-schema as sets of board, node, $id, property and rule, with
the name that is missing or too much.

usage: compare-findings.py KNOWN CACHE LIST BASELINE

LIST has lines "NAME<tab>BLOB", and CACHE is what dt-schema-findings.py writes for it. BASELINE is what
Findings.java printed of the same blobs. LIST may also have lines
"NAME<tab>BLOB<tab>FILE<tab>BLOB-BEFORE": what dt-schema finds in BLOB and not in BLOB-BEFORE is
compared with what dtbind found in FILE, an overlay. KNOWN has lines of side ("dtbind" or
"dt-schema", which alone has the finding), regular expressions for $id, property and rule, and a
reason, with tabs between them. Exits 1 where a finding of one is none of the other's, and is not
known.
"""

import collections
import re
import sys

import findings


def main():
    table, cache, listed, baseline = sys.argv[1:]
    known = []
    with open(table, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                side, schema, path, rule, reason = line.rstrip("\n").split("\t")
                known.append([side, schema, path, rule, reason, 0])
    found = findings.dtbind(baseline)
    boards = with_findings = same = excused = crashes = 0
    differences = collections.Counter()
    for line in open(listed, encoding="utf-8"):
        name, blob, file, before = (line.rstrip("\n").split("\t") + ["", ""])[:4]
        boards += 1
        theirs, ended = findings.dt_schema(cache, blob)
        if before:
            earlier, ended_earlier = findings.dt_schema(cache, before)
            theirs, ended = theirs - earlier, ended | ended_earlier
        crashes += len(ended)
        if "*" in ended:
            continue
        theirs = findings.without_compatibles(row for row in theirs if row[0] not in ended)
        ours = {row for row in found.get(file or blob, set()) if row[0] not in ended}
        ours = findings.as_reported(ours, theirs)
        with_findings += 1 if theirs else 0
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
        "%d files, %d of them with findings: %d findings are the same, %d known differences, %d others;"
        " not compared: %d nodes or boards at which dt-schema ends with a stack trace"
        % (boards, with_findings, same, excused, total, crashes)
    )
    sys.exit(1 if total or not same else 0)


main()
