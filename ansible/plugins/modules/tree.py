#!/usr/bin/python
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
---
module: tree
short_description: Read the devicetree of a target
version_added: 0.1.0
description:
  - Reads the devicetree that the kernel uses, with all overlays.
  - Omits values that differ between boards of the same type, which are serial numbers, addresses of network devices
    and the properties of C(/chosen). Boards of the same type have the same digest.
  - Changes nothing, and needs neither Java nor dtbind on the target.
options:
  content:
    description: Whether to return the tree, too.
    type: bool
    default: false
  folder:
    description: The folder of the tree.
    type: path
    default: /sys/firmware/devicetree/base
attributes:
  check_mode:
    description: Does the same in check mode.
    support: full
  diff_mode:
    description: Changes nothing.
    support: none
author:
  - The dtbind authors (@dtbind)
"""

EXAMPLES = r"""
- name: Find out the type of the board
  dtbind.dtbind.tree:
  register: board

- name: Group boards of the same type
  ansible.builtin.group_by:
    key: "tree_{{ board.digest[:8] }}"
"""

RETURN = r"""
digest:
  description: The SHA-256 of the tree.
  returned: always
  type: str
  sample: 3f1d1b2c
tree:
  description: The tree, as compressed JSON in base64; the JSON contains the bytes of each property in base64.
  returned: if requested
  type: str
  sample: eJyrVkrLz1eyUlBKSixSqgUAJ7AE9g==
"""

import base64
import hashlib
import json
import os
import zlib

from ansible.module_utils.basic import AnsibleModule

# Properties that differ between boards of the same type, and on which no device depends.
OWN = ("serial-number", "local-mac-address", "mac-address", "local-bd-address", "linux,serial")


def properties(folder):
    """The properties below a folder, by path; the path of a node without properties ends with a slash."""
    found = {}
    for where, folders, files in os.walk(folder):
        folders.sort()
        below = os.path.relpath(where, folder)
        below = "" if below == "." else below + "/"
        found[below] = b""
        for name in sorted(files):
            if name in OWN or below == "chosen/":
                continue
            with open(os.path.join(where, name), "rb") as file:
                found[below + name] = file.read()
    return found


def main():
    module = AnsibleModule(
        argument_spec=dict(
            content=dict(type="bool", default=False),
            folder=dict(type="path", default="/sys/firmware/devicetree/base"),
        ),
        supports_check_mode=True,
    )
    folder = module.params["folder"]
    if not os.path.isdir(folder):
        module.fail_json(msg="this system has no devicetree: there is no %s" % folder)
    try:
        found = properties(folder)
    except (IOError, OSError) as problem:
        module.fail_json(msg="cannot read the devicetree: %s" % problem)
    text = json.dumps(
        dict((path, base64.b64encode(value).decode("ascii")) for path, value in found.items()), sort_keys=True
    ).encode("ascii")
    result = dict(changed=False, digest=hashlib.sha256(text).hexdigest())
    if module.params["content"]:
        result["tree"] = base64.b64encode(zlib.compress(text, 9)).decode("ascii")
    module.exit_json(**result)


if __name__ == "__main__":
    main()
