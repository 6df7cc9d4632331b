# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the program dtbind, and reads its output."""

from __future__ import absolute_import, division, print_function

__metaclass__ = type

import errno
import json
import os

NOTHING_DECLARED = "apiVersion: dtbind/v1\n"
DECLARATION = "/etc/dtbind/bindings.yaml"
JOURNALS = ("/run/dtbind/journal", "/etc/dtbind/journal")

# Exit codes of dtbind, which never change.
DONE, FAILED, INPUT, NOT_FOUND, NOT_RESTORED, DIFFERS = 0, 1, 2, 3, 4, 5


def run(module, arguments, spec=None):
    """Returns the exit code, the JSON, and the messages of one run; passes a declaration on standard input."""
    command = [module.get_bin_path(module.params["program"], required=True)] + arguments
    command += ["--format", "json", "--color", "never"]
    if spec is not None:
        command += ["--spec", "/dev/stdin"]
    status, output, messages = module.run_command(
        command, data=spec, binary_data=True, environ_update={"LC_ALL": "C.UTF-8"}
    )
    document = {}
    if output.strip():
        try:
            document = json.loads(output)
        except ValueError:
            module.fail_json(
                msg="%s printed no JSON" % " ".join(command), rc=status, stdout=output, stderr=messages
            )
    return status, document, messages.strip()


def entries(document):
    return document.get("devices", []) + document.get("aggregators", [])


def reasons(document, messages):
    """Why a run failed: one line for each problem of the whole run, and for each entry that failed."""
    found = list(document.get("problems", []))
    for entry in entries(document):
        if entry.get("exit") in (None, DONE):
            continue
        parts = [entry.get("message") or entry["result"]] + entry.get("details", [])
        if entry.get("help"):
            parts.append(entry["help"])
        found.append("%s: %s" % (entry["wanted"], "; ".join(parts)))
    return found or [messages or "no reason given"]


def chips(document):
    """The GPIO chips of a result."""
    found = []
    for entry in entries(document):
        live = entry.get("aggregator") or {}
        chip = entry.get("chip") or live.get("chip")
        if isinstance(chip, dict):
            found.append(dict(chip, wanted=entry["wanted"]))
        elif chip:
            found.append({"name": chip, "label": live.get("device"), "wanted": entry["wanted"],
                          "lines": [line.get("name", "") for line in live.get("lines", [])]})
    return found


def lines(document):
    """The lines of these chips."""
    return [
        {"name": name, "chip": chip["name"], "offset": offset}
        for chip in chips(document)
        for offset, name in enumerate(chip.get("lines") or [])
    ]


def text_of(path):
    """The text of a file, or an empty string."""
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8", "replace")
    except (IOError, OSError) as problem:
        if problem.errno not in (errno.ENOENT, errno.ENOTDIR, errno.EINVAL, errno.EACCES, errno.EIO, errno.EPERM):
            raise
        return ""


def interrupted():
    return [path for path in JOURNALS if os.path.exists(path)]


def existing(module, document):
    """The aggregators before the planned changes, by name; a plan does not contain them."""
    if not any(entry.get("result") == "planned" for entry in document.get("aggregators", [])):
        return {}
    document = run(module, ["aggregator", "list"])[1]
    found = {}
    for one in document.get("aggregators", []):
        if one.get("name") and one.get("by") != "missing":
            chip = one.get("chip") or {}
            found[one["name"]] = "%s [%s]" % (chip.get("name") or "no chip", ", ".join(chip.get("lines") or []))
    return found


def differences(document, aggregators):
    """The writes, as --diff shows them: the state before and after."""
    before, after = [], []
    for entry in entries(document):
        if entry.get("result") not in ("planned", "done"):
            continue
        device = entry.get("device")
        if device:
            before.append("%s: driver %s, override %s" % (
                entry["wanted"], device.get("driver") or "none", device.get("driverOverride") or "none"))
        else:
            before.append("%s: %s" % (entry["wanted"], aggregators.get(entry["wanted"], "not there")))
        after.append("%s:" % entry["wanted"])
        for write in entry.get("writes", []):
            after.append("  write %s: %s" % (write["path"], write["content"]))
        for file in entry.get("changedFiles", []):
            after.append("  file %s: %s, %s" % (file["path"], file["change"], file["purpose"]))
        after.extend("  %s" % step for step in entry.get("given", []) + entry.get("plan", []))
        after.extend("  load %s" % name for name in entry.get("modules", []))
    if not after:
        return []
    return [shown("devices and GPIO chips", "\n".join(before) + "\n", "\n".join(after) + "\n")]


def shown(header, before, after):
    """A difference, as --diff shows it."""
    return {"before_header": header, "after_header": header, "before": before, "after": after}


def remove_empty(folders):
    """Removes those of these folders that are empty."""
    for folder in folders:
        try:
            os.rmdir(folder)
        except OSError:
            pass
