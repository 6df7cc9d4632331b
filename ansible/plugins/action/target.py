# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
"""The controller's part of dtbind.dtbind.target: exports files once for each different tree."""

from __future__ import absolute_import, division, print_function

__metaclass__ = type

import base64
import fcntl
import grp
import hashlib
import json
import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
import zlib

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase

# More than any board has: bytes, nodes and properties, levels of nodes. A target is not trusted, and could send more.
MOST = 64 << 20
ENTRIES = 100000
LEVELS = 256
NAME = 255

DIGEST = re.compile(r"[0-9a-f]{64}\Z")


def text_of(tree):
    """The JSON of a tree that a target sent."""
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(base64.b64decode(tree), MOST)
    if unpacker.unconsumed_tail:
        raise ValueError("it is larger than %d bytes" % MOST)
    # Before Python makes an object of each.
    if text.count(b":") > ENTRIES or text.count(b",") > ENTRIES:
        raise ValueError("it has more than %d nodes and properties" % ENTRIES)
    return text


def entries(text):
    """The values in the JSON of a tree, by path. Its names are data, and must not lead out of a folder."""
    found = json.loads(text.decode("ascii"))
    if not isinstance(found, dict):
        raise ValueError("it is not a list of paths")
    for path in found:
        node = path[:-1] if path.endswith("/") else path
        parts = node.split("/")
        if path and (len(parts) > LEVELS or any(
                part in ("", ".", "..") or "\0" in part or len(os.fsencode(part)) > NAME for part in parts)):
            raise ValueError("it contains the name %r" % path[:NAME])
        if node[:node.rfind("/") + 1] not in found:
            raise ValueError("it contains %r, but not its parent" % path[:NAME])
        if path and path == node and path + "/" in found:
            raise ValueError("it contains %r twice" % path[:NAME])
    return dict((path, base64.b64decode(value)) for path, value in found.items())


def unpack(tree, digest, folder):
    """Writes a tree that a target sent, and that must have this digest."""
    try:
        text = text_of(tree)
        if hashlib.sha256(text).hexdigest() != digest:
            raise ValueError("it has another digest than the target said before")
        files = entries(text)
    except (AttributeError, RuntimeError, TypeError, ValueError, zlib.error) as problem:
        raise AnsibleActionFail("the target sent no devicetree that can be used: %s" % problem)
    try:
        write(files, folder)
    except (IOError, OSError) as problem:
        raise AnsibleActionFail("cannot write the target's devicetree: %s" % problem)


def write(files, folder):
    # Each node before its properties, and before the nodes in it.
    for path in sorted(files):
        where = os.path.join(folder, path)
        if path == "":
            os.makedirs(folder)
        elif path.endswith("/"):
            os.mkdir(where)
        else:
            with open(where, "wb") as file:
                file.write(files[path])


def objection(place, above=False):
    """Why another user may have changed a folder; None if no other user can. As in dtbind's TrustedUsers."""
    found = os.stat(place)
    if found.st_uid not in (0, os.geteuid()):
        return "%s belongs to uid %d" % (place, found.st_uid)
    # In a sticky folder, such as /tmp, users can only replace files of their own.
    if above and found.st_mode & stat.S_ISVTX:
        return None
    if found.st_mode & stat.S_IWOTH:
        return "everyone can write to %s" % place
    if found.st_mode & stat.S_IWGRP:
        try:
            group = grp.getgrgid(found.st_gid)
            owner = pwd.getpwuid(found.st_uid).pw_name
        except KeyError:
            return "a group can write to %s" % place
        if found.st_uid == 0 or group.gr_name != owner or set(group.gr_mem) - set([owner]):
            return "a group can write to %s" % place
    return None


def refuse_of_others(folder):
    """Fails if another user can put files into a folder, because all targets of a type get and run them."""
    place = os.path.realpath(folder)
    why = objection(place) if os.path.exists(place) else None
    while why is None and place != os.path.dirname(place):
        place = os.path.dirname(place)
        why = objection(place, above=True) if os.path.exists(place) else None
    if why is not None:
        raise AnsibleActionFail(
            "the cache %s, whose files targets run, is not used, because %s; set cache to a folder that only you can"
            " write to, or correct the owner and mode (chown, chmod go-w)" % (folder, why))


class ActionModule(ActionBase):
    TRANSFERS_FILES = False

    def run(self, tmp=None, task_vars=None):
        result = super(ActionModule, self).run(tmp, task_vars)
        del tmp
        try:
            return self.bring(result, task_vars)
        except AnsibleActionFail as problem:
            # Ansible adds the trace of an exception, and there is none.
            return dict(result, failed=True, msg=problem.result["msg"])

    def bring(self, result, task_vars):
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
            raise AnsibleActionFail(result.get("msg", "cannot read the target's tree"))
        return result

    def exported(self, content, name, cache, program, task_vars):
        """The folder with the files for this target, and whether it is new."""
        digest = self.tree(task_vars, False).get("digest")
        if not isinstance(digest, str) or not DIGEST.match(digest):
            raise AnsibleActionFail("the target sent no digest of its devicetree, but %r" % (digest,))
        version = self.run_program([program, "--version"])
        key = hashlib.sha256("\n".join([digest, version, name, content]).encode("utf-8")).hexdigest()
        folder = os.path.join(cache, key)
        refuse_of_others(cache)
        if not os.path.isdir(cache):
            os.makedirs(cache, 0o700)
        # The controller's forks for targets of the same type: one exports, the others wait for it.
        with open(folder + ".lock", "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if os.path.isdir(folder):
                refuse_of_others(folder)
                return folder, False
            work = tempfile.mkdtemp(prefix=".export-", dir=cache)
            try:
                # All targets with this digest get the result, so what this target sends must have it.
                unpack(self.tree(task_vars, True).get("tree"), digest, os.path.join(work, "tree"))
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
