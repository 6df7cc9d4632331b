#!/usr/bin/python
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
---
module: target
short_description: Bind devices on a target without Java
version_added: 0.1.0
description:
  - Installs the files that C(dtbind export target) makes of a declaration and the target's own devicetree, puts
    them into effect, and verifies the result with their script.
  - The controller reads the target's tree and makes the files, once for each different tree and declaration.
  - If a device or GPIO chip is not as declared at the end, restores the previous files and the state that they declare.
options:
  content:
    description: The declaration.
    type: str
  src:
    description: A file on the controller that contains the declaration.
    type: str
  state:
    description:
      - C(present) puts the declaration into effect.
      - C(absent) releases all devices, deletes all GPIO chips, and removes the files.
    type: str
    choices: [present, absent]
    default: present
  name:
    description: The name of the declaration, for targets with several declarations.
    type: str
    default: ''
  timeout:
    description: Seconds to wait for devices, suppliers or a lock.
    type: int
    default: 10
  program:
    description: The name or path of the program dtbind on the controller.
    type: str
    default: dtbind
  cache:
    description: A folder on the controller for trees and exported files.
    type: str
    default: ~/.cache/dtbind/ansible
  files:
    description: The exported files. The action plugin sets this.
    type: list
    elements: dict
    suboptions:
      path:
        description: Path below the root.
        type: str
        required: true
      mode:
        description: File mode, in octal.
        type: str
        required: true
      content:
        description: The text of the file.
        type: str
        required: true
attributes:
  check_mode:
    description: Writes nothing, and reports what would change.
    support: full
  diff_mode:
    description: Shows each file before and after, and each write of the script.
    support: full
requirements:
  - dtbind on the controller
  - systemd, udev and flock on the target
notes:
  - Lines keep their level when their chip is deleted.
seealso:
  - module: dtbind.dtbind.declaration
author:
  - The dtbind authors (@dtbind)
"""

EXAMPLES = r"""
- name: Give the relays to the group relays
  dtbind.dtbind.target:
    src: relays.yaml

- name: Release everything
  dtbind.dtbind.target:
    state: absent
"""

RETURN = r"""
files:
  description: The files that changed, or would change.
  returned: always
  type: list
  elements: str
  sample: [/usr/lib/dtbind/target.conf]
status:
  description: The current state, as the script prints it.
  returned: always
  type: list
  elements: str
  sample: ["device /door (door): gpio-aggregator, /dev/gpiochip1"]
export:
  description: The folder on the controller with the exported files, and whether this task made them.
  returned: when the state is present
  type: dict
  sample: {"folder": "/root/.cache/dtbind/ansible/5d2c", "made": false}
"""

import contextlib
import errno
import hashlib
import json
import os
import tempfile

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.dtbind.dtbind.plugins.module_utils import program

RUN = "/run"
RECORDS = "/var/lib/dtbind-target"
SCRIPT = "/usr/lib/dtbind/dtbind-target"
UNIT = "dtbind-target.service"
# Removed together with the last file in them.
FOLDERS = ("/usr/lib/dtbind/target.d", "/usr/lib/dtbind", "/usr/share/doc/dtbind-target", RECORDS)


def text_of(path):
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8")
    except (IOError, OSError) as problem:
        if problem.errno != errno.ENOENT:
            raise
        return None


def text_for(path, text):
    """The text of a file for a person; the script is too long."""
    if path != SCRIPT or not text:
        return text
    return "%d lines, SHA-256 %s\n" % (text.count("\n"), hashlib.sha256(text.encode("utf-8")).hexdigest())


def blocks(text):
    """The declarations of a target.conf."""
    found = []
    for line in (text or "").splitlines():
        if line in ("", "begin", "end") or line.startswith("#"):
            continue
        if line.split(" ")[0] in ("device", "member", "aggregator"):
            found.append([])
        if found:
            found[-1].append(line)
    return ["\n".join(block) + "\n" for block in found]


class Target(object):
    """The files of one declaration on this system."""

    def __init__(self, module):
        self.module = module
        name = module.params["name"]
        self.record = "%s/%s.json" % (RECORDS, name or "default")
        self.conf = "/usr/lib/dtbind/target.d/%s.conf" % name if name else "/usr/lib/dtbind/target.conf"
        self.wanted = dict(
            ("/" + file["path"], (file["content"], int(file["mode"], 8))) for file in module.params["files"] or [])
        if module.params["state"] == "present" and self.conf not in self.wanted:
            module.fail_json(msg="no files: the action plugin dtbind.dtbind.target did not run")
        self.recorded = json.loads(text_of(self.record) or "[]")
        self.others = set()
        if os.path.isdir(RECORDS):
            for other in os.listdir(RECORDS):
                path = os.path.join(RECORDS, other)
                if path != self.record and other.endswith(".json"):
                    self.others.update(json.loads(text_of(path) or "[]"))
        self.gone = [path for path in self.recorded if path not in self.wanted and path not in self.others]

    def differing(self):
        found = []
        for path, (content, mode) in sorted(self.wanted.items()):
            before = text_of(path)
            if before != content or os.stat(path).st_mode & 0o7777 != mode:
                found.append(path)
        return found + [path for path in self.gone if os.path.exists(path)]

    def difference(self, paths):
        return [program.shown(path, text_for(path, text_of(path) or ""), text_for(path, self.wanted.get(path, ("", 0))[0]))
                for path in paths]

    def wrong(self, paths):
        """What is wrong now, and the writes that correct it. If files change, this is only for the difference."""
        if not os.path.exists(SCRIPT) or (paths and not self.module._diff):
            return "", ""
        with self.declaration(self.wanted[self.conf][0]) as conf:
            # The devices and chips of new files are missing, so do not wait for them.
            status, wrong, messages = self.script("verify", conf, seconds=0 if paths else None)
            # The files that change may be the reason why the script cannot say it.
            if status not in (0, program.DIFFERS) and not paths:
                self.module.fail_json(msg=messages.strip(), rc=status, files=[], status=[])
            if status != program.DIFFERS:
                return "", ""
            return wrong, "".join(self.script("start", conf, dry=True)[1:])

    @contextlib.contextmanager
    def declaration(self, text):
        """A temporary file with a declaration."""
        descriptor, conf = tempfile.mkstemp(prefix="dtbind-target-", suffix=".conf", dir=RUN)
        try:
            with os.fdopen(descriptor, "w") as file:
                file.write(text)
            yield conf
        finally:
            os.unlink(conf)

    def script(self, command, conf=None, dry=False, seconds=None):
        arguments = [SCRIPT, "-t", str(self.module.params["timeout"] if seconds is None else seconds), "-c", conf or self.conf]
        return self.module.run_command(arguments + (["-n"] if dry else []) + [command])

    def stop(self, declared):
        """Releases declarations that are in effect; returns the exit code, and what is wrong then, if anything."""
        if not declared or not os.path.exists(SCRIPT):
            return 0, ""
        with self.declaration("".join(declared)) as conf:
            status, output, messages = self.script("stop", conf)
        return status, "cannot release: %s" % messages.strip() if status else ""

    def stop_before_change(self, declared):
        """Releases declarations, or fails with all declarations in effect."""
        status, wrong = self.stop(declared)
        if status:
            self.script("start")
            self.module.fail_json(msg=wrong, rc=status, files=[], status=[])

    def systemd(self, *arguments):
        self.module.run_command([self.module.get_bin_path("systemctl", required=True)] + list(arguments), check_rc=True)

    def enabled(self):
        systemctl = self.module.get_bin_path("systemctl", required=True)
        return self.module.run_command([systemctl, "is-enabled", "--quiet", UNIT])[0] == 0

    def write(self, path, content, mode):
        folder = os.path.dirname(path)
        if not os.path.isdir(folder):
            os.makedirs(folder, 0o755)
        descriptor, new = tempfile.mkstemp(prefix=".dtbind.", dir=folder)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content.encode("utf-8"))
        self.module.atomic_move(new, path)
        # The mode of a new file depends on the umask.
        os.chmod(path, mode)

    def reload(self, paths):
        """Makes the system read files that changed."""
        run, find = self.module.run_command, self.module.get_bin_path
        if any(path.startswith("/usr/lib/sysusers.d/") for path in paths) and find("systemd-sysusers"):
            run([find("systemd-sysusers")] + [
                path for path in paths if path.startswith("/usr/lib/sysusers.d/") and os.path.exists(path)])
        if any("/systemd/" in path for path in paths):
            self.systemd("daemon-reload")
        if any("/udev/" in path for path in paths):
            udevadm = find("udevadm", required=True)
            # Twice: udevd discards a message that arrives before udevd asks for the sender's credentials.
            for _attempt in range(2):
                run([udevadm, "control", "--reload"], check_rc=True)

    def trigger(self, paths):
        """Makes udev apply changed rules. By then, the script has ended the access of former users, whom it knows by
        the permissions."""
        run, find = self.module.run_command, self.module.get_bin_path
        if any("/udev/" in path for path in paths):
            udevadm = find("udevadm", required=True)
            run([udevadm, "trigger", "--action=change"] + [
                "--subsystem-match=" + name for name in ("gpio", "spidev", "uio", "vfio")])
            run([udevadm, "settle", "--timeout=%d" % self.module.params["timeout"]])

    def forget(self):
        if os.path.exists(self.record):
            os.unlink(self.record)
        program.remove_empty(FOLDERS)

    def keep_record(self, paths):
        self.write(self.record, json.dumps(sorted(paths)) + "\n", 0o644)

    def install(self, paths):
        """Puts the files into effect; returns what is wrong then, if anything."""
        before = dict((path, (text_of(path), os.stat(path).st_mode & 0o7777) if os.path.exists(path) else None)
                      for path in paths)
        old, new = blocks(text_of(self.conf)), blocks(self.wanted[self.conf][0])
        self.stop_before_change([block for block in old if block not in new])
        was_enabled = self.enabled()
        # If this is interrupted, the next run must know both the previous files and the new ones.
        self.keep_record(set(self.recorded) | set(self.wanted))
        self.put(paths, self.wanted)
        self.reload(paths)
        wrong = self.start(paths)
        if not wrong:
            self.systemd("enable", "--quiet", UNIT)
            self.systemd("start", UNIT)
            self.keep_record(self.wanted)
            return ""
        left = self.stop([block for block in new if block not in old])[1]
        self.put(paths, before)
        self.reload(paths)
        if old and os.path.exists(SCRIPT):
            self.script("start")
        self.trigger(paths)
        if self.recorded:
            self.keep_record(self.recorded)
        else:
            self.forget()
        if was_enabled != self.enabled():
            self.systemd("enable" if was_enabled else "disable", "--quiet", UNIT)
        return "\n".join(message for message in (wrong, left) if message)

    def put(self, paths, states):
        for path in paths:
            state = states.get(path)
            if state:
                self.write(path, *state)
            elif os.path.exists(path):
                os.unlink(path)

    def start(self, paths):
        """Starts the declaration; returns what is wrong then, if anything."""
        status, output, messages = self.script("start")
        if not status:
            self.trigger(paths)
        verified, wrong, more = self.script("verify")
        if status or verified:
            return (messages + wrong + more).strip() or "dtbind-target ended with %d" % (status or verified)
        return ""

    def remove(self, paths):
        last = not self.others
        self.stop_before_change(blocks(text_of(self.conf)))
        if last and self.enabled():
            self.systemd("disable", "--quiet", UNIT)
        if last:
            # Without these files, stopping the unit releases nothing.
            self.put([path for path in paths if path.endswith(".conf")], {})
            self.module.run_command(["systemctl", "stop", UNIT])
            # The script failed if these were all declarations.
            self.module.run_command(["systemctl", "reset-failed", UNIT])
        self.put(paths, {})
        self.reload(paths)
        self.trigger(paths)
        self.forget()

    def status(self):
        if not os.path.exists(SCRIPT) or not os.path.exists(self.conf):
            return []
        return self.script("status")[1].splitlines()


def present(module, target):
    paths = target.differing()
    difference = target.difference(paths)
    wrong, steps = target.wrong(paths)
    if wrong:
        difference.append(dict(before_header="current state", after_header="writes", before=wrong, after=steps))
    enabled = target.enabled()
    if not enabled:
        difference.append(program.shown(UNIT, "disabled\n", "enabled\n"))
    changed = bool(paths) or bool(wrong) or not enabled or not target.recorded
    if changed and not module.check_mode:
        problem = target.install(paths)
        if problem:
            module.fail_json(
                msg="not as declared; the former state was restored: " + " | ".join(problem.splitlines()), files=[],
                status=target.status(), diff=difference)
    module.exit_json(changed=changed, files=paths, status=target.status(), diff=difference)


def absent(module, target):
    paths = [path for path in target.recorded if path not in target.others]
    difference = target.difference(paths)
    if paths and not module.check_mode:
        target.remove(paths)
    module.exit_json(changed=bool(paths), files=paths, status=[], diff=difference)


def main():
    module = AnsibleModule(
        argument_spec=dict(
            content=dict(type="str"),
            src=dict(type="str"),
            state=dict(type="str", choices=["present", "absent"], default="present"),
            name=dict(type="str", default=""),
            timeout=dict(type="int", default=10),
            program=dict(type="str", default="dtbind"),
            cache=dict(type="str", default="~/.cache/dtbind/ansible"),
            files=dict(type="list", elements="dict", options=dict(
                path=dict(type="str", required=True),
                mode=dict(type="str", required=True),
                content=dict(type="str", required=True),
            )),
        ),
        supports_check_mode=True,
    )
    target = Target(module)
    if module.params["state"] == "present":
        present(module, target)
    absent(module, target)


if __name__ == "__main__":
    main()
