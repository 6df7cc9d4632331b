# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
"""The controller's part of dtbind.dtbind.target: exports files once for each different tree."""

from __future__ import absolute_import, division, print_function

__metaclass__ = type

import base64
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import zlib

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase

# Larger than any tree. A target is not trusted, and could send more.
MOST = 64 << 20


def unpack(tree, folder):
    """Writes a tree that a target sent. Its names are data, and must not lead out of the folder."""
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(base64.b64decode(tree), MOST)
    if unpacker.unconsumed_tail:
        raise AnsibleActionFail("the target's tree is larger than %d bytes" % MOST)
    for path, value in json.loads(text.decode("ascii")).items():
        parts = path.split("/")
        node, name = parts[:-1], parts[-1]
        if any(part in ("", ".", "..") or "\0" in part for part in node) or name in (".", "..") or "\0" in name:
            raise AnsibleActionFail("the target's tree contains the name %r" % path)
        where = os.path.join(folder, *node)
        if not os.path.isdir(where):
            os.makedirs(where)
        if name:
            with open(os.path.join(where, name), "wb") as file:
                file.write(base64.b64decode(value))


class ActionModule(ActionBase):
    TRANSFERS_FILES = False

    def run(self, tmp=None, task_vars=None):
        result = super(ActionModule, self).run(tmp, task_vars)
        del tmp
        arguments = dict(self._task.args)
        arguments.pop("files", None)
        made = None
        if arguments.get("state", "present") == "present":
            content = self.content(arguments)
            name = arguments.get("name", "")
            cache = os.path.expanduser(arguments.get("cache", "~/.cache/dtbind/ansible"))
            program = os.path.expanduser(arguments.get("program", "dtbind"))
            folder, made = self.exported(content, name, cache, program, task_vars)
            arguments.pop("src", None)
            arguments["content"] = content
            arguments["files"] = self.files(folder)
        result.update(self._execute_module(
            module_name="dtbind.dtbind.target", module_args=arguments, task_vars=task_vars))
        if made is not None:
            result["export"] = dict(folder=folder, made=made)
        return result

    def content(self, arguments):
        if arguments.get("content") is not None:
            return arguments["content"]
        if not arguments.get("src"):
            raise AnsibleActionFail("content or src is required: the declaration")
        with open(self._find_needle("files", arguments["src"]), "rb") as file:
            return file.read().decode("utf-8")

    def tree(self, task_vars, content):
        result = self._execute_module(
            module_name="dtbind.dtbind.tree", module_args=dict(content=content), task_vars=task_vars)
        if result.get("failed"):
            raise AnsibleActionFail(result.get("msg", "cannot read the target's tree"), result=result)
        return result

    def exported(self, content, name, cache, program, task_vars):
        """The folder with the files for this target, and whether it is new."""
        digest = self.tree(task_vars, False)["digest"]
        version = self.run_program([program, "--version"])
        key = hashlib.sha256("\n".join([digest, version, name, content]).encode("utf-8")).hexdigest()
        folder = os.path.join(cache, key)
        if not os.path.isdir(cache):
            os.makedirs(cache, 0o700)
        # The controller's forks for targets of the same type: one exports, the others wait for it.
        with open(folder + ".lock", "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if os.path.isdir(folder):
                return folder, False
            work = tempfile.mkdtemp(prefix=".export-", dir=cache)
            try:
                unpack(self.tree(task_vars, True)["tree"], os.path.join(work, "tree"))
                spec = os.path.join(work, "bindings.yaml")
                with open(spec, "wb") as file:
                    file.write(content.encode("utf-8"))
                self.run_program(
                    [program, "export", "target", "--base", os.path.join(work, "tree"), "--spec", spec, "-o",
                     os.path.join(work, "root"), "--color", "never", "--format", "json"]
                    + (["--name", name] if name else []))
                os.rename(work, folder)
            except Exception:
                shutil.rmtree(work, ignore_errors=True)
                raise
        return folder, True

    def run_program(self, command):
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            output, messages = process.communicate()
        except OSError as problem:
            raise AnsibleActionFail("cannot run %s on the controller: %s" % (command[0], problem))
        if process.returncode:
            raise AnsibleActionFail("%s: %s" % (" ".join(command[:3]), messages.decode("utf-8", "replace").strip()))
        return output.decode("utf-8")

    def files(self, folder):
        root = os.path.join(folder, "root")
        found = []
        for where, folders, names in os.walk(root):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(where, name)
                with open(path, "rb") as file:
                    content = file.read().decode("utf-8")
                found.append(dict(path=os.path.relpath(path, root), content=content,
                                  mode="%04o" % (os.stat(path).st_mode & 0o7777)))
        return found
