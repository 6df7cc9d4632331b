#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the collection that need no board; PYTHONPATH leads to ansible_collections."""

import base64
import json
import os
import subprocess
import sys
import tempfile
import unittest
import zlib

# In this order: Ansible's own finder of collections comes with the last two, and wants a controller.
from ansible_collections.dtbind.dtbind.plugins.module_utils import program
from ansible_collections.dtbind.dtbind.plugins.modules import target, tree
from ansible_collections.dtbind.dtbind.plugins.action import target as action
from ansible.errors import AnsibleActionFail


def packed(files):
    return base64.b64encode(zlib.compress(json.dumps(
        {path: base64.b64encode(value).decode() for path, value in files.items()}).encode()))


def write(folder, files):
    for path, value in files.items():
        where = os.path.join(folder, path)
        os.makedirs(os.path.dirname(where), exist_ok=True)
        with open(where, "wb") as file:
            file.write(value)


def module(name, arguments):
    """A module as Ansible runs it: arguments on standard input, JSON on standard output."""
    run = subprocess.run(
        [sys.executable, "-m", "ansible_collections.dtbind.dtbind.plugins.modules." + name],
        input=json.dumps({"ANSIBLE_MODULE_ARGS": arguments}), stdout=subprocess.PIPE, universal_newlines=True, check=False)
    return json.loads(run.stdout)


# A program in place of dtbind, for what the modules make of its answers. What dtbind itself answers, FleetTest tests.
ANSWERS = """#!/bin/sh
echo "$*" >> "$0.runs"
cat > /dev/null
case $1 in
    plan) cat "$0.plan"; exit "$(cat "$0.status")" ;;
    apply) cat "$0.plan" ;;
    status) cat "$0.plan"; exit "$(cat "$0.status")" ;;
esac
"""
PLANNED = {"schema": "dtbind.plan/1", "devices": [{
    "wanted": "/door", "result": "planned", "exit": 0,
    "device": {"bus": "platform", "name": "door", "node": "/door", "driver": None, "driverOverride": None},
    "writes": [{"path": "/sys/devices/platform/door/driver_override", "content": "gpio-aggregator", "purpose": ""}],
    "chip": {"name": "gpiochip1", "label": "door", "lines": ["open", "lock"]}}], "aggregators": []}


class CollectionTest(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = self.temporary.name
        self.addCleanup(self.temporary.cleanup)

    def answers(self, status, document):
        path = os.path.join(self.folder, "dtbind")
        write(self.folder, {"dtbind": ANSWERS.encode(), "dtbind.status": str(status).encode(),
                            "dtbind.plan": json.dumps(document).encode(), "dtbind.runs": b""})
        os.chmod(path, 0o755)
        return path

    def runs(self):
        with open(os.path.join(self.folder, "dtbind.runs"), encoding="utf-8") as file:
            return [line.split()[0] for line in file]

    def test_no_name_in_a_tree_leads_out_of_its_folder(self):
        inside = os.path.join(self.folder, "in")
        for path in ("../out", "/out", "a/../../out", "a//b", "./x", "..", "a/\0b", "a/.."):
            with self.assertRaises(AnsibleActionFail, msg=path):
                action.unpack(packed({path: b"x"}), inside)
        action.unpack(packed({"": b"", "door/": b"", "door/compatible": b"acme\0"}), inside)
        self.assertEqual(["door"], os.listdir(inside))
        self.assertFalse(os.path.exists(os.path.join(self.folder, "out")))

    def test_a_tree_that_is_too_large_is_refused(self):
        large = base64.b64encode(zlib.compress(b" " * (action.MOST + 1)))
        with self.assertRaises(AnsibleActionFail):
            action.unpack(large, self.folder)

    def test_boards_of_a_kind_have_the_same_tree(self):
        common = {"compatible": b"acme,board\0", "door/gpios": b"\0\0\0\1"}
        write(self.folder + "/one", dict(common, **{"serial-number": b"1\0", "chosen/kaslr-seed": b"1", "eth/local-mac-address": b"1"}))
        write(self.folder + "/two", dict(common, **{"serial-number": b"2\0", "chosen/kaslr-seed": b"2", "eth/local-mac-address": b"2"}))
        write(self.folder + "/other", dict(common, **{"door/gpios": b"\0\0\0\2", "chosen/bootargs": b"", "eth/mac-address": b""}))
        found = [tree.properties(os.path.join(self.folder, name)) for name in ("one", "two", "other")]
        self.assertEqual(found[0], found[1])
        self.assertNotEqual(found[0], found[2])
        self.assertIn("door/gpios", found[0])
        self.assertIn("chosen/", found[0])

    def test_a_tree_that_is_sent_is_the_same_when_it_arrives(self):
        write(self.folder + "/tree", {"compatible": b"acme,board\0", "door/gpios": b"\0\0\0\1", "door/empty/x": b""})
        answer = module("tree", {"content": True, "folder": self.folder + "/tree"})
        action.unpack(answer["tree"], self.folder + "/copy")
        self.assertEqual(answer["digest"], module("tree", {"folder": self.folder + "/copy"})["digest"])

    def test_blocks_of_a_declaration(self):
        text = "# made\n\ndevice /door\nname door\n\naggregator stop\nline a\nline b\n"
        self.assertEqual(["device /door\nname door\n", "aggregator stop\nline a\nline b\n"], target.blocks(text))
        self.assertEqual([], target.blocks(None))

    def test_check_mode_only_plans(self):
        arguments = {"content": program.NOTHING_DECLARED, "persist": False, "recover": False,
                     "program": self.answers(5, PLANNED), "_ansible_check_mode": True}
        answer = module("declaration", arguments)
        self.assertTrue(answer["changed"])
        self.assertEqual(0, answer["rc"])
        self.assertEqual(["plan"], self.runs())
        self.assertIn("/sys/devices/platform/door/driver_override: gpio-aggregator", answer["diff"][0]["after"])

    def test_a_plan_with_writes_is_applied(self):
        arguments = {"content": program.NOTHING_DECLARED, "persist": False, "recover": False, "program": self.answers(5, PLANNED)}
        answer = module("declaration", arguments)
        self.assertTrue(answer["changed"])
        self.assertEqual(["plan", "apply"], self.runs())
        self.assertEqual({"name": "lock", "chip": "gpiochip1", "offset": 1}, answer["lines"][1])

    def test_a_plan_without_writes_changes_nothing(self):
        arguments = {"content": program.NOTHING_DECLARED, "persist": False, "recover": False, "program": self.answers(0, PLANNED)}
        self.assertFalse(module("declaration", arguments)["changed"])
        self.assertEqual(["plan"], self.runs())

    def test_a_rejected_plan_fails_with_its_reason(self):
        rejected = {"devices": [{"wanted": "/gate", "result": "rejected", "exit": 1, "message": "its line is in use",
                                 "details": ["line 10 of pio1"], "help": "end gpioset"}], "aggregators": []}
        arguments = {"content": program.NOTHING_DECLARED, "persist": False, "recover": False, "program": self.answers(1, rejected)}
        answer = module("declaration", arguments)
        self.assertTrue(answer["failed"])
        self.assertEqual(["/gate: its line is in use; line 10 of pio1; end gpioset"], answer["reasons"])
        self.assertEqual(["plan"], self.runs())

    def test_drift_fails(self):
        drifted = {"devices": [{"bus": "platform", "name": "door", "state": "unbound", "declared": "gpio-aggregator",
                                "device": {"driver": None}, "drift": None}],
                   "aggregators": [{"name": "stop", "state": "gone", "problem": "no line is named x"}]}
        answer = module("verified", {"content": program.NOTHING_DECLARED, "program": self.answers(5, drifted)})
        self.assertTrue(answer["failed"])
        self.assertEqual(["platform/door: unbound, declared gpio-aggregator, bound to none",
                          "aggregator stop: gone: no line is named x"], answer["drift"])


if __name__ == "__main__":
    unittest.main()
