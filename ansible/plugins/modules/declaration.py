#!/usr/bin/python
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
---
module: declaration
short_description: Apply a declaration of devices and GPIO chips
version_added: 0.1.0
description:
  - Binds devices to drivers and makes GPIO chips of selected lines as C(bindings.yaml) declares.
  - The program dtbind does all of this and verifies it, or restores the former state.
  - Leaves alone everything that is already in the declared state.
options:
  content:
    description: The declaration.
    type: str
  path:
    description: A file on the target that contains the declaration.
    type: path
  state:
    description:
      - C(present) applies the declaration.
      - C(absent) releases all devices and deletes all GPIO chips that dtbind made, and removes the files that
        restore them at boot.
    type: str
    choices: [present, absent]
    default: present
  prune:
    description: Whether to release devices and delete GPIO chips that dtbind made and the declaration no longer
      contains.
    type: bool
    default: false
  persist:
    description:
      - Whether to store the declaration in C(/etc/dtbind/bindings.yaml) and to enable C(dtbind-apply.service),
        which applies it at each boot. The unit is part of the package of dtbind; without it, the task fails before it
        changes anything.
      - Otherwise, the file and the unit do not change.
    type: bool
    default: true
  force:
    description: Whether to take a device from another driver, and to delete a GPIO chip while its lines are in use.
    type: bool
    default: false
  timeout:
    description: Seconds to wait for a lock, a supplier device or a GPIO chip.
    type: int
    default: 10
  recover:
    description: Whether to roll back an interrupted change first.
    type: bool
    default: true
  program:
    description: The name or path of the program dtbind.
    type: str
    default: dtbind
attributes:
  check_mode:
    description:
      - Writes nothing, and reports what would change.
      - If dtbind is not installed yet, shows the declaration, but no writes.
    support: full
  diff_mode:
    description: Shows each write, and the declaration before and after.
    support: full
requirements:
  - dtbind on the target
seealso:
  - module: dtbind.dtbind.verified
  - module: dtbind.dtbind.target
author:
  - The dtbind authors (@dtbind)
"""

EXAMPLES = r"""
- name: Give the relays to the group relays
  dtbind.dtbind.declaration:
    content: "{{ lookup('ansible.builtin.file', 'relays.yaml') }}"
    prune: true

- name: Show what would change
  dtbind.dtbind.declaration:
    path: /etc/dtbind/bindings.yaml
  check_mode: true
  diff: true

- name: Release everything
  dtbind.dtbind.declaration:
    state: absent
"""

RETURN = r"""
devices:
  description: The devices, as in C(dtbind apply --format json).
  returned: success
  type: list
  elements: dict
  sample: [{"wanted": "/door", "result": "done", "exit": 0}]
aggregators:
  description: The aggregators, as in C(dtbind apply --format json).
  returned: success
  type: list
  elements: dict
  sample: [{"wanted": "relays", "result": "already", "exit": 0}]
chips:
  description: The GPIO chips that exist as declared.
  returned: success
  type: list
  elements: dict
  sample: [{"name": "gpiochip1", "label": "door", "lines": ["open", "lock"], "wanted": "/door"}]
lines:
  description: The lines of these chips.
  returned: success
  type: list
  elements: dict
  sample: [{"name": "open", "chip": "gpiochip1", "offset": 0}]
reasons:
  description: Why the task failed, one line for each device or chip.
  returned: failure
  type: list
  elements: str
  sample: ["/door: gpio-aggregator did not take platform/door: its lines are in use"]
rc:
  description: The exit code of dtbind, if it failed; otherwise 0.
  returned: always
  type: int
  sample: 0
"""

import os
import tempfile

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.dtbind.dtbind.plugins.module_utils import program

UNIT = "dtbind-apply.service"
# dtbind makes these again when it needs them.
FOLDERS = ("/etc/dtbind/aggregators", "/etc/dtbind/devices", "/etc/dtbind", "/var/lib/dtbind/bindings", "/var/lib/dtbind")


def failed(module, status, document, messages, changed=False):
    found = program.reasons(document, messages)
    message = "dtbind: " + " | ".join(found)
    if status == program.NOT_RESTORED:
        message += "; the former state was not restored: run dtbind recover"
    module.fail_json(msg=message, rc=status, reasons=found, changed=changed or status == program.NOT_RESTORED)


def content_of(module):
    if module.params["state"] == "absent":
        return program.NOTHING_DECLARED
    if module.params["content"] is not None:
        return module.params["content"]
    path = module.params["path"]
    if not os.path.isfile(path):
        module.fail_json(msg="%s is not a file on the target" % path)
    return program.text_of(path)


def recover(module):
    """Rolls back an interrupted change; returns whether there was one."""
    if not module.params["recover"] or not program.interrupted():
        return False
    if module.check_mode:
        return True
    status, document, messages = program.run(
        module, ["recover", "--timeout", str(module.params["timeout"])])
    if status != program.DONE:
        failed(module, status, document, messages or str(document.get("notRestored")))
    return True


def unit_state(module):
    """The state of the unit; empty if systemd does not know it."""
    systemctl = module.get_bin_path("systemctl")
    if not systemctl:
        return ""
    return module.run_command([systemctl, "is-enabled", UNIT])[1].strip()


def require_unit(module):
    """Fails if the unit that applies the declaration at each boot cannot be enabled."""
    state = unit_state(module)
    if state in ("", "not-found", "bad"):
        module.fail_json(changed=False, rc=0, reasons=[], msg=(
            "this target has no %s, which the package of dtbind contains: install the package, or set persist: false" % UNIT))
    if state.startswith("masked"):
        module.fail_json(changed=False, rc=0, reasons=[], msg=(
            "%s is masked: run systemctl unmask %s on the target, or set persist: false" % (UNIT, UNIT)))


def kept(module, content):
    """What changes so that the declaration is applied at each boot, or no longer is."""
    wanted = content if module.params["state"] == "present" else ""
    before = program.text_of(program.DECLARATION)
    state = unit_state(module)
    difference = []
    if before != wanted or (wanted == "" and os.path.exists(program.DECLARATION)):
        difference.append(program.shown(program.DECLARATION, before, wanted))
    if (state == "enabled") != bool(wanted) and (wanted or state.startswith("enabled")):
        difference.append(program.shown(
            UNIT, (state or "not there") + "\n", "enabled\n" if wanted else "disabled\n"))
    return difference


def keep(module, difference):
    """Makes these changes."""
    for change in difference:
        wanted = change["after"]
        if change["after_header"] == UNIT:
            command = ["systemctl", "--no-reload", "enable" if wanted == "enabled\n" else "disable", UNIT]
            status, output, messages = module.run_command(command)
            if status:
                module.fail_json(rc=status, reasons=[], changed=True, msg=(
                    "everything is as declared, but not at the next boot: " + messages.strip()))
        elif wanted:
            write(module, wanted)
        else:
            os.unlink(program.DECLARATION)


def write(module, content):
    folder = os.path.dirname(program.DECLARATION)
    if not os.path.isdir(folder):
        os.makedirs(folder, 0o755)
    descriptor, new = tempfile.mkstemp(prefix=".bindings.", dir=folder)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content.encode("utf-8"))
    os.chmod(new, 0o644)
    module.atomic_move(new, program.DECLARATION)


def preview(module, content):
    """What would change on a target on which dtbind is not installed yet."""
    difference = kept(module, content) if module.params["persist"] else [program.shown("declaration", "", content)]
    module.exit_json(
        changed=True, rc=0, devices=[], aggregators=[], chips=[], lines=[], diff=difference,
        msg="dtbind is not installed yet, so this shows the declaration, but no writes")


def main():
    module = AnsibleModule(
        argument_spec=dict(
            content=dict(type="str"),
            path=dict(type="path"),
            state=dict(type="str", choices=["present", "absent"], default="present"),
            prune=dict(type="bool", default=False),
            persist=dict(type="bool", default=True),
            force=dict(type="bool", default=False),
            timeout=dict(type="int", default=10),
            recover=dict(type="bool", default=True),
            program=dict(type="str", default="dtbind"),
        ),
        mutually_exclusive=[("content", "path")],
        required_if=[("state", "present", ("content", "path"), True)],
        supports_check_mode=True,
    )
    content = content_of(module)
    options = ["--timeout", str(module.params["timeout"])]
    if module.params["prune"] or module.params["state"] == "absent":
        options.append("--prune")
    if module.params["force"]:
        options.append("--force")

    present = module.params["state"] == "present"
    if present and module.check_mode and not module.get_bin_path(module.params["program"]):
        preview(module, content)
    if present and module.params["persist"]:
        require_unit(module)
    recovered = recover(module)
    status, document, messages = program.run(module, ["apply", "--dry-run", "--check"] + options, content)
    if status not in (program.DONE, program.DIFFERS):
        failed(module, status, document, messages, recovered)
    difference = program.differences(document, program.existing(module, document))
    changed = recovered or status == program.DIFFERS
    if status == program.DIFFERS and not module.check_mode:
        status, document, messages = program.run(module, ["apply"] + options, content)
        if status != program.DONE:
            failed(module, status, document, messages, recovered)
    if module.params["persist"]:
        more = kept(module, content)
        if not module.check_mode:
            keep(module, more)
        changed = changed or bool(more)
        difference += more
    if not present and not module.check_mode:
        program.remove_empty(FOLDERS)
    # Ansible treats any other rc, such as that of a plan with writes, as a failure.
    module.exit_json(
        changed=changed, rc=0, diff=difference, devices=document.get("devices", []),
        aggregators=document.get("aggregators", []), chips=program.chips(document) if present else [],
        lines=program.lines(document) if present else []
    )


if __name__ == "__main__":
    main()
