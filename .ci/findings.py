# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
"""Findings of dtbind and of dt-schema as sets of node, $id, property and rule, in which they can be
compared: as many rows as names that are missing or too many.
"""

import collections
import hashlib
import json
import os
import re

# Of messages that list the names of members: all that is in quotes before these words
NAMES = re.compile(
    r"(?:(?:Additional|Unevaluated) properties are not allowed \()?(.*?)"
    r" (?:(?:was|were) unexpected\)|do(?:es)? not match any of the regexes: .*"
    r"|is a required property|is a dependency of .*)",
    re.DOTALL,
)
WITH_NAMES = {
    "required",
    "dependentRequired",
    "dependencies",
    "additionalProperties",
    "unevaluatedProperties",
}


def plain(text):
    return json.loads(text) if text.startswith('"') and text.endswith('"') else text


def answer(cache, blob):
    """The file that dt-schema-findings.py writes for a blob."""
    with open(blob, "rb") as file:
        return os.path.join(cache, hashlib.sha256(file.read()).hexdigest() + ".tsv")


def dt_schema(cache, blob):
    """What it found in a blob, and the nodes at which it ended with a stack trace."""
    found, ended = set(), set()
    with open(answer(cache, blob), encoding="utf-8") as rows:
        for row in rows:
            node, schema, path, rule, _, message = [plain(c) for c in row.rstrip("\n").split("\t")]
            if rule in ("crash", "recursion-error"):
                ended.add(node)
                continue
            if schema == "generated-compatibles":
                found |= {(node, schema, "", name) for name in re.findall(r"'([^']*)'", message)}
                continue
            if message.startswith("False schema does not allow"):
                rule = "false"
            names = NAMES.fullmatch(message) if rule in WITH_NAMES else None
            for name in re.findall(r"'([^']*)'", names.group(1)) if names else [""]:
                found.add((node, schema, path, (rule + " " + name).strip()))
    return found, ended


def without_compatibles(rows):
    """Rows with compatible strings that no document describes, one for each node."""
    return {row if row[1] != "generated-compatibles" else row[:2] + ("", "") for row in rows}


def dtbind(baseline):
    """What it found in each file, of what Findings.java printed."""
    found = collections.defaultdict(set)
    with open(baseline, encoding="utf-8") as lines:
        for line in lines:
            file, node, schema, path, rule = line.rstrip("\n").split("\t")[:5]
            if schema == "generated-compatibles":
                path = rule = ""
            found[file].add((node, schema, path, rule))
    return found


def as_reported(ours, theirs):
    """jsonschema mostly leaves out the last step of the path where a schema is False."""
    return {
        row
        if row[3] != "false" or row in theirs
        else (row[0], row[1], "/".join(row[2].split("/")[:-1]), row[3])
        for row in ours
    }
