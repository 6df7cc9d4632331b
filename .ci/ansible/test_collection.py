#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the collection that need no board; PYTHONPATH leads to ansible_collections."""

import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import unittest
import zlib
from unittest import mock

# In this order: Ansible's own finder of collections comes with the last two, and wants a controller.
from ansible_collections.dtbind.dtbind.plugins.module_utils import program
from ansible_collections.dtbind.dtbind.plugins.modules import target, tree
from ansible_collections.dtbind.dtbind.plugins.action import target as action
from ansible.errors import AnsibleActionFail


def answer_of(files):
    """What the module tree answers for these files."""
    text = json.dumps({path: base64.b64encode(value).decode() for path, value in files.items()}).encode()
    return {"digest": hashlib.sha256(text).hexdigest(), "tree": base64.b64encode(zlib.compress(text)).decode()}


class Controller(action.ActionModule):
    """The controller's part, with targets that answer as the test says."""

    def __init__(self, first, second):
        self.answers = {False: first, True: second}

    def _execute_module(self, module_name=None, module_args=None, task_vars=None, **more):
        return self.answers[module_args["content"]]


def write(folder, files):
    for path, value in files.items():
        where = os.path.join(folder, path)
        os.makedirs(os.path.dirname(where), exist_ok=True)
        with open(where, "wb") as file:
            file.write(value)


def module(name, arguments, **environment):
    """A module as Ansible runs it: arguments on standard input, JSON on standard output."""
    run = subprocess.run(
        [sys.executable, "-m", "ansible_collections.dtbind.dtbind.plugins.modules." + name],
        input=json.dumps({"ANSIBLE_MODULE_ARGS": arguments}), stdout=subprocess.PIPE, universal_newlines=True, check=False,
        env=dict(os.environ, **environment))
    return json.loads(run.stdout)


# A program in place of dtbind, for what the modules make of its answers. What dtbind itself answers, FleetTest tests.
ANSWERS = """#!/bin/sh
echo "$*" >> "$0.runs"
cat > /dev/null
case $* in
    aggregator*) cat "$0.list" ;;
    "apply --dry-run "*) cat "$0.plan"; exit "$(cat "$0.status")" ;;
    apply*) cat "$0.plan" ;;
    status*) cat "$0.plan"; exit "$(cat "$0.status")" ;;
esac
"""
EXPORTS = """#!/bin/sh
case $1 in
    --version) echo dtbind 0.1.0 ;;
    export) ;;
esac
"""
PLANNED = {"schema": "dtbind.apply/1", "devices": [{
    "wanted": "/door", "result": "planned", "exit": 0,
    "device": {"bus": "platform", "name": "door", "node": "/door", "driver": None, "driverOverride": None},
    "writes": [{"path": "/sys/devices/platform/door/driver_override", "content": "gpio-aggregator", "purpose": ""}],
    "chip": {"name": "gpiochip1", "label": "door", "lines": ["open", "lock"]}}], "aggregators": []}


LIST = {"schema": "dtbind.aggregator-list/1", "aggregators": [
    {"name": "alarm", "by": "configfs", "chip": {"name": "gpiochip3", "label": "gpio-aggregator.1", "lines": ["siren"]}}]}


class CollectionTest(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = self.temporary.name
        self.addCleanup(self.temporary.cleanup)

    def answers(self, status, document):
        path = os.path.join(self.folder, "dtbind")
        write(self.folder, {"dtbind": ANSWERS.encode(), "dtbind.status": str(status).encode(),
                            "dtbind.plan": json.dumps(document).encode(), "dtbind.runs": b"",
                            "dtbind.list": json.dumps(LIST).encode()})
        os.chmod(path, 0o755)
        return path

    def runs(self):
        with open(os.path.join(self.folder, "dtbind.runs"), encoding="utf-8") as file:
            return ["apply --dry-run" if "--dry-run" in line else line.split()[0] for line in file]

    def unpack(self, text, folder=None):
        """Unpacks the text of a tree."""
        action.unpack(base64.b64encode(zlib.compress(text)), hashlib.sha256(text).hexdigest(), folder or self.folder)

    def test_no_name_in_a_tree_leads_out_of_its_folder(self):
        inside = os.path.join(self.folder, "in")
        for path in ("../out", "/out", "a/../../out", "a//b", "./x", "..", "a/\0b", "a/..", "n" * 256):
            answer = answer_of({"": b"", "a/": b"", "../": b"", "/": b"", "./": b"", path: b"x"})
            with self.assertRaises(AnsibleActionFail, msg=path):
                action.unpack(answer["tree"], answer["digest"], inside)
        self.assertFalse(os.path.exists(inside))
        answer = answer_of({"": b"", "door/": b"", "door/compatible": b"acme\0"})
        action.unpack(answer["tree"], answer["digest"], inside)
        self.assertEqual(["door"], os.listdir(inside))
        self.assertFalse(os.path.exists(os.path.join(self.folder, "out")))

    def test_a_tree_that_is_too_large_is_refused_before_anything_is_written(self):
        many = {"%d/" % number: "" for number in range(action.ENTRIES)}
        deep = {"a/" * level: "" for level in range(action.LEVELS + 2)}
        for tree in (many, deep, dict({"": "", "x": ""}, **{"a/b/c/d/": ""})):
            with self.assertRaises(AnsibleActionFail, msg=str(tree)[:80]):
                self.unpack(json.dumps(dict({"": ""}, **tree)).encode())
        for text in (b" " * (action.MOST + 1), b"[" * 100000, b"[" + b"[]," * action.ENTRIES + b"[]]"):
            with self.assertRaises(AnsibleActionFail, msg=text[:20]):
                self.unpack(text)
        self.assertEqual([], os.listdir(self.folder))
        self.unpack(json.dumps({"a/" * level: "" for level in range(action.LEVELS + 1)}).encode(), self.folder + "/in")

    def test_an_answer_that_is_not_a_tree_is_refused(self):
        for text in (b"", b"[]", b"{", b"\xff", b'{"": 1}', b'{"": "a"}', b'{"": "", "a": "", "a/": ""}', b'{"a": ""}', b'{"": "", "\\ud800": ""}'):
            with self.assertRaises(AnsibleActionFail, msg=text):
                self.unpack(text, os.path.join(self.folder, "in"))
        for tree in (None, 1, "x", "AAAA"):
            with self.assertRaises(AnsibleActionFail, msg=tree):
                action.unpack(tree, "0" * 64, self.folder)

    def test_a_target_cannot_choose_the_tree_of_other_targets(self):
        write(self.folder, {"dtbind": EXPORTS.encode()})
        os.chmod(self.folder + "/dtbind", 0o755)
        honest = answer_of({"": b"", "compatible": b"acme,board\0"})
        liar = answer_of({"": b"", "compatible": b"acme,other\0"})
        cache = self.folder + "/cache"

        def export(first, second):
            return Controller(first, second).exported("content", "", cache, self.folder + "/dtbind", None)

        for digest in (honest["digest"], honest["digest"].upper(), honest["digest"] + "\n", "", None, 1):
            with self.assertRaises(AnsibleActionFail, msg=digest):
                export({"digest": digest}, {"digest": digest, "tree": liar["tree"]})
        self.assertEqual([], [name for name in os.listdir(cache) if not name.endswith(".lock")])
        folder, made = export(honest, honest)
        self.assertTrue(made)
        self.assertEqual(["compatible"], os.listdir(folder + "/tree"))
        self.assertEqual((folder, False), export(honest, liar))

    def test_a_cache_of_others_is_not_used(self):
        """Another user could put files there, which all targets would run."""
        write(self.folder, {"dtbind": EXPORTS.encode()})
        os.chmod(self.folder + "/dtbind", 0o755)
        board = answer_of({"": b"", "compatible": b"acme,board\0"})
        shared = self.folder + "/shared"
        cache = shared + "/cache"
        os.mkdir(shared)

        def export():
            return Controller(board, board).exported("content", "", cache, self.folder + "/dtbind", None)

        for mode, why in ((0o777, "everyone can write to " + shared), (0o775, "a group can write to " + shared)):
            os.chmod(shared, mode)
            with mock.patch.object(action.grp, "getgrgid", side_effect=KeyError):
                with self.assertRaisesRegex(AnsibleActionFail, why):
                    export()
        self.assertEqual([], os.listdir(shared))
        os.chmod(shared, 0o1777)
        folder, made = export()
        self.assertTrue(made)
        self.assertEqual((folder, False), export())
        # What was made in a folder that was open to others once need not be the user's.
        if os.geteuid() == 0:
            os.chown(folder, 12345, -1)
        with mock.patch.object(action.os, "geteuid", return_value=0 if os.geteuid() == 0 else 12345):
            with self.assertRaisesRegex(AnsibleActionFail, "belongs to uid"):
                export()
        os.chown(folder, os.geteuid(), -1)
        os.chmod(folder, 0o777)
        with self.assertRaisesRegex(AnsibleActionFail, "everyone can write to " + folder):
            export()

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
        action.unpack(answer["tree"], answer["digest"], self.folder + "/copy")
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
        self.assertEqual(["apply --dry-run"], self.runs())
        self.assertIn("/sys/devices/platform/door/driver_override: gpio-aggregator", answer["diff"][0]["after"])

    def test_a_plan_with_writes_is_applied(self):
        arguments = {"content": program.NOTHING_DECLARED, "persist": False, "recover": False, "program": self.answers(5, PLANNED)}
        answer = module("declaration", arguments)
        self.assertTrue(answer["changed"])
        self.assertEqual(["apply --dry-run", "apply"], self.runs())
        self.assertEqual({"name": "lock", "chip": "gpiochip1", "offset": 1}, answer["lines"][1])

    def test_a_plan_without_writes_changes_nothing(self):
        arguments = {"content": program.NOTHING_DECLARED, "persist": False, "recover": False, "program": self.answers(0, PLANNED)}
        self.assertFalse(module("declaration", arguments)["changed"])
        self.assertEqual(["apply --dry-run"], self.runs())

    def test_a_rejected_plan_fails_with_its_reason(self):
        rejected = {"devices": [{"wanted": "/gate", "result": "rejected", "exit": 1, "message": "its line is in use",
                                 "details": ["line 10 of pio1"], "help": "end gpioset"}], "aggregators": []}
        arguments = {"content": program.NOTHING_DECLARED, "persist": False, "recover": False, "program": self.answers(1, rejected)}
        answer = module("declaration", arguments)
        self.assertTrue(answer["failed"])
        self.assertEqual(["/gate: its line is in use; line 10 of pio1; end gpioset"], answer["reasons"])
        self.assertEqual({"failed", "msg", "reasons", "rc", "changed", "invocation"}, set(answer))
        self.assertEqual(["apply --dry-run"], self.runs())

    def test_a_problem_of_the_whole_run_is_a_reason(self):
        locked = {"devices": [{"wanted": "/gate", "result": "notTried", "exit": None}], "aggregators": [],
                  "problems": ["another dtbind holds /run/dtbind/lock"]}
        arguments = {"content": program.NOTHING_DECLARED, "persist": False, "recover": False, "program": self.answers(75, locked)}
        self.assertEqual(["another dtbind holds /run/dtbind/lock"], module("declaration", arguments)["reasons"])

    def test_the_difference_shows_aggregators_that_exist(self):
        planned = {"devices": [], "aggregators": [
            {"wanted": name, "result": "planned", "exit": 0, "aggregator": None, "plan": ["make"]} for name in ("alarm", "horn")]}
        arguments = {"content": program.NOTHING_DECLARED, "persist": False, "recover": False,
                     "program": self.answers(5, planned), "_ansible_check_mode": True}
        self.assertEqual("alarm: gpiochip3 [siren]\nhorn: not there\n", module("declaration", arguments)["diff"][0]["before"])

    def test_empty_folders_are_removed(self):
        write(self.folder, {"full/x": b"", "empty/x": b""})
        os.unlink(self.folder + "/empty/x")
        program.remove_empty([self.folder + "/full", self.folder + "/none", self.folder + "/empty"])
        self.assertEqual(["full"], os.listdir(self.folder))

    def preview(self, enabled, verified, **files):
        """What the module target shows in check mode, with a script that answers as the test says."""
        write(self.folder, {"script": ("#!/bin/sh\nfor word; do :; done\ncase $word in\n"
                            "verify) echo '%s'; test -z '%s' || exit 5 ;;\nstart) echo 'make relays' ;;\nesac\n" % (verified, verified)).encode()})
        os.chmod(self.folder + "/script", 0o755)
        script = self.folder + "/script"

        class Module(object):
            params = {"name": "", "state": "present", "timeout": 1, "files": [
                {"path": name, "content": text, "mode": "0644"} for name, text in files.items()]
                + [{"path": "usr/lib/dtbind/target.conf", "content": "new\n", "mode": "0644"},
                   {"path": script[1:], "content": "#!/bin/sh\n" * 800, "mode": "0755"}]}
            check_mode = _diff = True

            def get_bin_path(self, name, required=False):
                return name

            def run_command(self, command, **more):
                if command[0] == "systemctl":
                    return (0 if enabled else 1), "", ""
                run = subprocess.run(command, stdout=subprocess.PIPE, universal_newlines=True, check=False)
                return run.returncode, run.stdout, ""

            def exit_json(self, **answer):
                self.answer = answer

        tested = Module()
        write(self.folder, {"records/default.json": b"[]"})
        with mock.patch.multiple(target, SCRIPT=script, RECORDS=self.folder + "/records", RUN=self.folder):
            target.present(tested, target.Target(tested))
        return dict((change["after_header"], change) for change in tested.answer["diff"])

    def test_the_difference_does_not_contain_the_whole_script(self):
        change = self.preview(True, "")[self.folder + "/script"]
        self.assertEqual(1, change["after"].count("\n"))
        self.assertIn("800 lines", change["after"])
        self.assertNotEqual(change["before"], change["after"])

    def test_the_difference_shows_files_state_and_unit(self):
        shown = self.preview(False, "aggregator relays: missing", x="file\n")
        self.assertEqual("file\n", shown["/x"]["after"])
        self.assertEqual("aggregator relays: missing\n", shown["writes"]["before"])
        self.assertEqual("make relays\n", shown["writes"]["after"])
        self.assertEqual("disabled\n", shown["dtbind-target.service"]["before"])
        self.assertEqual("enabled\n", shown["dtbind-target.service"]["after"])
        self.assertNotIn("dtbind-target.service", self.preview(True, ""))

    def install(self, release):
        """Installs a declaration that does not come into effect, with a script that releases only some devices."""
        write(self.folder, {"script": ("#!/bin/sh\necho \"$5 $(cat \"$4\")\" >> '%s/script.runs'\ncase $5 in\n"
                            "stop) ! grep -q '%s' \"$4\" ;;\nstart) ! grep -q new \"$4\" ;;\nesac\n" % (self.folder, release)).encode(),
                            "target.conf": b"device /old\n"})
        os.chmod(self.folder + "/script", 0o755)

        class Module(object):
            params = {"name": "", "state": "present", "timeout": 1, "files": [
                {"path": "usr/lib/dtbind/target.conf", "content": "device /new\n", "mode": "0644"}]}

            def get_bin_path(self, name, required=False):
                return name

            def run_command(self, command, check_rc=False, **more):
                if command[0] == "systemctl":
                    return 0, "", ""
                run = subprocess.run(command, stdout=subprocess.PIPE, universal_newlines=True, check=False)
                return run.returncode, run.stdout, ""

            def atomic_move(self, source, destination):
                os.rename(source, destination)

            def fail_json(self, msg, **answer):
                raise AssertionError(msg)

        with mock.patch.multiple(target, SCRIPT=self.folder + "/script", RECORDS=self.folder, RUN=self.folder):
            tested = target.Target(Module())
            tested.conf = self.folder + "/target.conf"
            tested.wanted = {tested.conf: ("device /new\n", 0o644)}
            try:
                wrong = tested.install([tested.conf])
            finally:
                with open(tested.conf, encoding="utf-8") as conf:
                    self.assertEqual("device /old\n", conf.read())
                with open(self.folder + "/script.runs", encoding="utf-8") as runs:
                    self.assertEqual("start device /old", runs.read().splitlines()[-1])
        return wrong

    def test_what_cannot_be_released_again_does_not_keep_a_rejected_declaration(self):
        self.assertIn("cannot release", self.install("new"))

    def test_a_release_that_fails_changes_no_file(self):
        with self.assertRaisesRegex(AssertionError, "cannot release"):
            self.install("old")

    def units(self, state, more=""):
        """A systemctl in place of systemd's, and whose unit has this state."""
        write(self.folder, {"bin/systemctl": ("#!/bin/sh\necho \"$*\" >> '%s/systemctl.runs'\necho '%s'\n%s" % (self.folder, state, more)).encode()})
        os.chmod(self.folder + "/bin/systemctl", 0o755)
        return self.folder + "/bin:" + os.environ["PATH"]

    def test_nothing_changes_if_the_unit_for_the_next_boot_is_missing(self):
        for state in ("", "not-found", "masked"):
            arguments = {"content": program.NOTHING_DECLARED, "recover": False, "program": self.answers(5, PLANNED)}
            answer = module("declaration", arguments, PATH=self.units(state))
            self.assertTrue(answer["failed"])
            self.assertFalse(answer["changed"])
            self.assertIn("dtbind-apply.service", answer["msg"])
            self.assertEqual([], self.runs())

    def test_check_mode_shows_the_declaration_before_dtbind_is_installed(self):
        arguments = {"content": "apiVersion: dtbind/v1\n# new\n", "program": self.folder + "/none", "_ansible_check_mode": True}
        answer = module("declaration", arguments)
        self.assertTrue(answer["changed"])
        self.assertEqual("apiVersion: dtbind/v1\n# new\n", answer["diff"][0]["after"])
        self.assertIn("not installed yet", answer["msg"])
        self.assertTrue(module("declaration", dict(arguments, _ansible_check_mode=False))["failed"])

    def test_drift_fails(self):
        drifted = {"devices": [{"bus": "platform", "name": "door", "state": "drifted", "declared": "gpio-aggregator",
                                "device": {"driver": None}, "drift": None},
                               {"bus": "platform", "name": "off", "state": "unbound", "declared": None,
                                "device": {"driver": None}, "drift": None}],
                   "aggregators": [{"name": "stop", "state": "gone", "problem": "no line is named x"}],
                   "problems": ["/run/dtbind/bindings/platform:door cannot be read"]}
        answer = module("verified", {"content": program.NOTHING_DECLARED, "program": self.answers(5, drifted)})
        self.assertTrue(answer["failed"])
        self.assertEqual(["platform/door: drifted, declared gpio-aggregator, bound to none",
                          "aggregator stop: gone: no line is named x", *drifted["problems"]], answer["drift"])


# Programs in place of the target's; apt-get records what it would install, and from where.
PROGRAMS = {
    "dpkg-query": "exit 1",
    "dpkg": "echo amd64",
    "apt-get": """for file; do :; done
cd "${0%/*}/.." && echo "$file" > apt.file && cat "$file" > apt.content &&
    stat -c '%a %u' "${file%/*}" > apt.folder && exit "$(cat apt.status)" """,
}


def is_own(path):
    return os.path.lexists(path) and os.lstat(path).st_uid == os.getuid()


class RoleTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = temporary.name
        for name, text in PROGRAMS.items():
            write(self.folder, {"bin/" + name: ("#!/bin/sh\n" + text + "\n").encode()})
            os.chmod(self.folder + "/bin/" + name, 0o755)
        write(self.folder, {"bin/dtbind": ANSWERS.encode(), "bin/dtbind.plan": b"{}", "bin/dtbind.status": b"0"})
        os.chmod(self.folder + "/bin/dtbind", 0o755)
        write(self.folder, {"packages/dtbind_1-1_amd64.deb": b"the package\n", "apt.status": b"0"})

    def play(self, *options, **variables):
        """Runs the role on this machine; returns the exit code and the output."""
        play = [{"hosts": "localhost", "connection": "local", "gather_facts": False,
                 "environment": {"PATH": self.folder + "/bin:" + os.environ["PATH"]},
                 "vars": dict({"target_packages": self.folder + "/packages", "target_version": "1-1", "target_persist": False,
                               "target_declaration": program.NOTHING_DECLARED, "ansible_python_interpreter": sys.executable},
                              **variables),
                 "roles": ["dtbind.dtbind.target"]}]
        write(self.folder, {"play.yml": json.dumps(play).encode()})
        before = set(os.listdir("/var/tmp"))
        run = subprocess.run(
            ["ansible-playbook", self.folder + "/play.yml", "-i", "localhost,"] + list(options), cwd=self.folder,
            env=dict(os.environ, ANSIBLE_COLLECTIONS_PATH=os.environ["PYTHONPATH"], ANSIBLE_LOCALHOST_WARNING="false"),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, check=False)
        # Another user may run these tests at the same time.
        left = [name for name in set(os.listdir("/var/tmp")) - before if name.startswith("dtbind") and is_own("/var/tmp/" + name)]
        self.assertEqual([], left, run.stdout)
        return run.returncode, run.stdout

    def text(self, name):
        with open(os.path.join(self.folder, name), encoding="utf-8") as file:
            return file.read()

    def test_only_root_can_change_the_copy_of_the_package(self):
        status, output = self.play()
        self.assertEqual(0, status, output)
        self.assertIn("changed=1 ", output)
        self.assertEqual("the package\n", self.text("apt.content"))
        self.assertEqual("700 %d\n" % os.getuid(), self.text("apt.folder"))
        self.assertNotEqual("/var/tmp", os.path.dirname(self.text("apt.file")))

    def test_a_failed_installation_leaves_no_copy(self):
        write(self.folder, {"apt.status": b"100"})
        status, output = self.play()
        self.assertEqual(2, status, output)
        self.assertTrue(os.path.exists(self.folder + "/apt.content"))

    def test_a_package_with_another_checksum_is_not_installed(self):
        name = "dtbind_1-1_amd64.deb"
        write(self.folder, {"packages/SHA256SUMS": ("%s  %s\n" % (hashlib.sha256(b"another\n").hexdigest(), name)).encode()})
        status, output = self.play()
        self.assertEqual(2, status, output)
        self.assertIn("which is not in", output)
        self.assertFalse(os.path.exists(self.folder + "/apt.file"))
        write(self.folder, {"packages/SHA256SUMS": ("%s  %s\n" % (hashlib.sha256(b"the package\n").hexdigest(), name)).encode()})
        self.assertEqual(0, self.play()[0])
        self.assertTrue(os.path.exists(self.folder + "/apt.file"))

    def test_check_mode_shows_the_first_run(self):
        os.unlink(self.folder + "/bin/dtbind")
        status, output = self.play("--check", "--diff", target_declaration="apiVersion: dtbind/v1\n# new\n")
        self.assertEqual(0, status, output)
        self.assertIn("would install dtbind_1-1_amd64.deb", output)
        self.assertIn("+# new", output)
        self.assertIn("changed=2 ", output)
        self.assertFalse(os.path.exists(self.folder + "/apt.file"))

    def test_an_error_on_the_controller_has_no_trace(self):
        status, output = self.play(target_method="files", target_program=self.folder + "/none")
        self.assertEqual(2, status, output)
        self.assertNotIn("NoneType", output)
        self.assertNotIn("exception", output.lower())


if __name__ == "__main__":
    unittest.main()
