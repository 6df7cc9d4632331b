#!/usr/bin/python
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
---
module: info
short_description: Read devices, GPIO lines and kernel features
version_added: 0.1.0
description:
  - Reads the devices of the devicetree, GPIO lines, IOMMU groups, aggregators, dtbind's changes, and what the
    kernel can do.
  - Changes nothing.
options:
  subset:
    description: What to read.
    type: list
    elements: str
    choices: [devices, lines, groups, aggregators, status, doctor]
    default: [devices, lines, groups, aggregators, status, doctor]
  program:
    description: The name or path of the program dtbind.
    type: str
    default: dtbind
attributes:
  check_mode:
    description: Does the same in check mode.
    support: full
  diff_mode:
    description: Changes nothing.
    support: none
requirements:
  - dtbind on the target
author:
  - The dtbind authors (@dtbind)
"""

EXAMPLES = r"""
- name: Read the lines
  dtbind.dtbind.info:
    subset: [lines]
  register: board

- name: Fail if no line is called siren
  ansible.builtin.assert:
    that: "'siren' in board.lines | map(attribute='name')"
"""

RETURN = r"""
devices:
  description: Nodes and their Linux devices, as in C(dtbind devices --format json).
  returned: if requested
  type: list
  elements: dict
  sample: [{"node": "/door", "device": "door", "bus": "platform", "driver": null}]
lines:
  description: GPIO lines, as in C(dtbind lines --format json).
  returned: if requested
  type: list
  elements: dict
  sample: [{"name": "siren", "chip": "gpiochip0", "offset": 13, "consumer": null}]
groups:
  description: IOMMU groups, as in C(dtbind group list --format json).
  returned: if requested
  type: list
  elements: dict
  sample: []
aggregators:
  description: GPIO aggregators, as in C(dtbind aggregator list --format json).
  returned: if requested
  type: list
  elements: dict
  sample: []
status:
  description: What dtbind changed and its current state, as in C(dtbind status --format json).
  returned: if requested
  type: dict
  sample: {"devices": [], "aggregators": []}
doctor:
  description: What the kernel can do, as in C(dtbind doctor --format json).
  returned: if requested
  type: dict
  sample: {"ready": true, "findings": []}
messages:
  description: Why a subset could not be read, by subset.
  returned: always
  type: dict
  sample: {"lines": "no GPIO chip"}
"""

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.dtbind.dtbind.plugins.module_utils import program

COMMANDS = {
    "devices": (["devices"], "devices"),
    "lines": (["lines", "--all"], "lines"),
    "groups": (["group", "list"], "groups"),
    "aggregators": (["aggregator", "list"], "aggregators"),
    "status": (["status"], None),
    "doctor": (["doctor"], None),
}


def main():
    module = AnsibleModule(
        argument_spec=dict(
            subset=dict(type="list", elements="str", choices=sorted(COMMANDS), default=[
                "devices", "lines", "groups", "aggregators", "status", "doctor"]),
            program=dict(type="str", default="dtbind"),
        ),
        supports_check_mode=True,
    )
    result = {"messages": {}}
    for name in module.params["subset"]:
        arguments, member = COMMANDS[name]
        status, document, messages = program.run(module, arguments)
        if not document and status not in (program.DONE, program.NOT_FOUND):
            module.fail_json(msg="dtbind %s: %s" % (arguments[0], messages), rc=status)
        if not document:
            result["messages"][name] = messages
        result[name] = document.get(member, []) if member else document
    module.exit_json(changed=False, **result)


if __name__ == "__main__":
    main()
