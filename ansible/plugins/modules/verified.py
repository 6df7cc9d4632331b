#!/usr/bin/python
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
---
module: verified
short_description: Fail if devices or GPIO chips are not as declared
version_added: 0.1.0
description:
  - Compares the system with its declaration, and fails if anything differs.
  - Changes nothing.
options:
  content:
    description: The declaration. By default, the one in C(/etc/dtbind/bindings.yaml).
    type: str
  using:
    description:
      - C(program) uses dtbind, C(script) uses C(dtbind-target), which needs no Java.
      - C(auto) uses dtbind if it is installed on the target.
    type: str
    choices: [auto, program, script]
    default: auto
  program:
    description: The name or path of the program dtbind.
    type: str
    default: dtbind
  script:
    description: The script that M(dtbind.dtbind.target) installs.
    type: path
    default: /usr/lib/dtbind/dtbind-target
attributes:
  check_mode:
    description: Does the same in check mode.
    support: full
  diff_mode:
    description: Changes nothing.
    support: none
requirements:
  - dtbind or dtbind-target on the target
author:
  - The dtbind authors (@dtbind)
"""

EXAMPLES = r"""
- name: Fail if a device is not as declared
  dtbind.dtbind.verified:
"""

RETURN = r"""
drift:
  description: The differences, one line for each device or chip.
  returned: always
  type: list
  elements: str
  sample: ["platform/door: not bound to gpio-aggregator"]
"""

import os

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.dtbind.dtbind.plugins.module_utils import program


def drift_of(document):
    found = []
    for device in document.get("devices", []):
        if device["state"] in ("bound", "unbound", "kept") and not device.get("drift"):
            continue
        actual = (device.get("device") or {}).get("driver") or "none"
        found.append("%s/%s: %s, declared %s, bound to %s%s" % (
            device.get("bus"), device.get("name"), device["state"], device.get("declared") or "nothing", actual,
            "; " + device["drift"] if device.get("drift") else ""))
    for aggregator in document.get("aggregators", []):
        if aggregator["state"] != "made":
            found.append("aggregator %s: %s%s" % (
                aggregator["name"], aggregator["state"],
                ": " + aggregator["problem"] if aggregator.get("problem") else ""))
    return found + document.get("problems", [])


def main():
    module = AnsibleModule(
        argument_spec=dict(
            content=dict(type="str"),
            using=dict(type="str", choices=["auto", "program", "script"], default="auto"),
            program=dict(type="str", default="dtbind"),
            script=dict(type="path", default="/usr/lib/dtbind/dtbind-target"),
        ),
        supports_check_mode=True,
    )
    using = module.params["using"]
    if using == "auto":
        using = "program" if module.get_bin_path(module.params["program"]) else "script"
    if using == "program":
        arguments, content = ["status"], module.params["content"]
        if content is None:
            if not os.path.exists(program.DECLARATION):
                module.fail_json(msg="nothing is declared: there is no %s" % program.DECLARATION, drift=[])
            arguments += ["--spec", program.DECLARATION]
        status, document, messages = program.run(module, arguments, content)
        drift = drift_of(document) or [messages]
    else:
        if not os.path.exists(module.params["script"]):
            module.fail_json(msg="there is neither dtbind nor %s" % module.params["script"], drift=[])
        status, output, messages = module.run_command([module.params["script"], "verify"])
        drift = output.splitlines() or [messages.strip()]
    if status == program.DONE:
        module.exit_json(changed=False, drift=[])
    if status == program.DIFFERS:
        module.fail_json(msg="not as declared: " + " | ".join(drift), drift=drift, rc=status)
    module.fail_json(msg="cannot verify: %s" % messages.strip(), drift=[], rc=status)


if __name__ == "__main__":
    main()
