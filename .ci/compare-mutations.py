# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
"""Compares what dtbind and dt-schema find in boards with a mistake and not in the board without it.

usage: compare-mutations.py CACHE BLOBS COUNT TABLE ROWS

TABLE is what mutate-boards.py printed; of each kind, COUNT that compile and change the blob are
compared. BLOBS has the blobs, CACHE what dt-schema found in them, ROWS what Findings.java printed of
the sources. What both find, dtbind must show on a line that was changed, or at the node around it
where a property is missing. Without ROWS, what is to be compared is printed: lines "NAME<tab>BLOB<tab>SOURCE<tab>BLOB-BEFORE".
"""

import collections
import os
import sys

import findings


def drawn(blobs, count, table):
    seen = collections.Counter()
    with open(table, encoding="utf-8") as lines:
        for line in lines:
            kind, copy, board, *numbers = line.rstrip("\n").split("\t")
            blob, before = (os.path.join(blobs, n[: -len(".dts")] + ".dtb") for n in (copy, board))
            if seen[kind] == count or not os.path.exists(blob) or not os.path.exists(before):
                continue
            with open(blob, "rb") as one, open(before, "rb") as other:
                if one.read() == other.read():
                    continue
            seen[kind] += 1
            yield kind, copy, board, blob, before, [int(number) for number in numbers]


def shown(rows):
    """Where findings are shown: in a file's own text, the line, else 0; with their rules."""
    lines = collections.defaultdict(set)
    with open(rows, encoding="utf-8") as table:
        for row in table:
            file, node, schema, _, rule, place, line = row.rstrip("\n").split("\t")
            lines[file].add(((node, schema), rule, int(line) if place == file else 0))
    return lines


def main():
    cache, blobs, count, table = sys.argv[1:5]
    mutations = list(drawn(blobs, int(count), table))
    if len(sys.argv) == 5:
        for kind, copy, board, blob, before, _ in mutations:
            print("\t".join([copy, blob, copy, before]))
        return
    found = findings.dtbind(sys.argv[5])
    lines = shown(sys.argv[5])
    counts, failed = collections.Counter(), 0
    for kind, copy, board, blob, before, (first, last, *begins) in mutations:
        counts[kind] += 1
        theirs, ended = findings.dt_schema(cache, blob)
        earlier, ended_earlier = findings.dt_schema(cache, before)
        ended |= ended_earlier
        if "*" in ended:
            print("ok %s # SKIP dt-schema ends with a stack trace" % copy)
            continue
        theirs = findings.without_compatibles(row for row in theirs - earlier if row[0] not in ended)
        ours = {row for row in found[copy] - found[board] if row[0] not in ended}
        ours = findings.as_reported(ours, theirs)
        problems = []
        for side, rows in (("dtbind", ours - theirs), ("dt-schema", theirs - ours)):
            problems += ["only %s: %s" % (side, " ".join(row)) for row in sorted(rows)]
        if theirs:
            counts[kind, "found"] += 1
            keys = {row[:2] for row in ours}
            missing = {row[:2] + (row[3],) for row in ours if row[3].startswith("required ")}
            places = {(key + (rule,), line) for key, rule, line in lines[copy] if key in keys}
            if any(first <= line <= last for _, line in places):
                counts[kind, "line"] += 1
            elif any(key in missing and line in (0, *begins) for key, line in places):
                # The node may be in an included file, when nothing here is left of it.
                counts[kind, "node"] += 1
            else:
                where = sorted({line for _, line in places})
                problems.append("changed in line %d to %d, shown in %s" % (first, last, where))
        failed += 1 if problems else 0
        print("%s %s%s" % ("FAILED" if problems else "ok", copy, ": " * bool(problems) + "; ".join(problems)))
    for kind in [key for key in counts if isinstance(key, str)]:
        print(
            "%s: %d drawn, dt-schema finds %d; shown on the line %d, at the node that lacks it %d"
            % (kind, counts[kind], *(counts[kind, what] for what in ("found", "line", "node")))
        )
    print("# %d checks" % len(mutations))
    sys.exit(1 if failed or not mutations else 0)


main()
