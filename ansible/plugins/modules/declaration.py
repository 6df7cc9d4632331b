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
        which applies it at each boot.
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
    description: Writes nothing, and reports what would change.
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
  returned: always
  type: list
  elements: dict
  sample: [{"wanted": "/door", "result": "done", "exit": 0}]
aggregators:
  description: The aggregators, as in C(dtbind apply --format json).
  returned: always
  type: list
  elements: dict
  sample: [{"wanted": "relays", "result": "already", "exit": 0}]
chips:
  description: The GPIO chips that exist as declared.
  returned: always
  type: list
  elements: dict
  sample: [{"name": "gpiochip1", "label": "door", "lines": ["open", "lock"], "wanted": "/door"}]
lines:
  description: The lines of these chips.
  returned: always
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


def failed(module, status, document, messages):
    found = program.reasons(document, messages)
    message = "dtbind: " + " | ".join(found)
    if status == program.NOT_RESTORED:
        message += "; the former state was not restored: run dtbind recover"
    module.fail_json(
        msg=message, rc=status, reasons=found, stderr=messages, devices=document.get("devices", []),
        aggregators=document.get("aggregators", []), chips=[], lines=[]
    )


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


def unit_is_enabled(module):
    systemctl = module.get_bin_path("systemctl")
    if not systemctl:
        return None
    return module.run_command([systemctl, "is-enabled", "--quiet", UNIT])[0] == 0


def keep(module, content):
    """Stores the declaration for the next boot; returns whether something changes, and the difference."""
    wanted = content if module.params["state"] == "present" else ""
    before = program.text_of(program.DECLARATION)
    enabled = unit_is_enabled(module)
    differs = before != wanted or (wanted == "" and os.path.exists(program.DECLARATION))
    switched = enabled is not None and enabled != bool(wanted)
    difference = []
    if differs:
        difference.append({"before_header": program.DECLARATION, "after_header": program.DECLARATION,
                           "before": before, "after": wanted})
    if switched:
        difference.append({"before_header": UNIT, "after_header": UNIT,
                           "before": "enabled\n" if enabled else "disabled\n",
                           "after": "enabled\n" if wanted else "disabled\n"})
    if module.check_mode:
        return differs or switched, difference
    if differs and wanted:
        folder = os.path.dirname(program.DECLARATION)
        if not os.path.isdir(folder):
            os.makedirs(folder, 0o755)
        descriptor, new = tempfile.mkstemp(prefix=".bindings.", dir=folder)
        with os.fdopen(descriptor, "wb") as file:
            file.write(wanted.encode("utf-8"))
        os.chmod(new, 0o644)
        module.atomic_move(new, program.DECLARATION)
    elif differs:
        os.unlink(program.DECLARATION)
    if switched:
        module.run_command(
            ["systemctl", "--no-reload", "enable" if wanted else "disable", UNIT], check_rc=True)
    return differs or switched, difference


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

    recovered = recover(module)
    status, document, messages = program.run(module, ["plan", "--check"] + options, content)
    if status not in (program.DONE, program.DIFFERS):
        failed(module, status, document, messages)
    difference = program.differences(document)
    changed = recovered or status == program.DIFFERS
    if status == program.DIFFERS and not module.check_mode:
        status, document, messages = program.run(module, ["apply"] + options, content)
        if status != program.DONE:
            failed(module, status, document, messages)
    if module.params["persist"]:
        kept, more = keep(module, content)
        changed = changed or kept
        difference += more
    # Ansible treats any other rc, such as that of a plan with writes, as a failure.
    module.exit_json(
        changed=changed, rc=0, diff=difference, devices=document.get("devices", []),
        aggregators=document.get("aggregators", []), chips=program.chips(document), lines=program.lines(document)
    )


if __name__ == "__main__":
    main()
