# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
"""Makes mistakes in sources of boards, one in each copy.

usage: mutate-boards.py LINUX SEED COUNT BOARD...

Writes COUNT copies of each kind, chosen by SEED, next to the board, in the source tree LINUX. Prints a
line for each: the kind, the copy, the board, numbers of the first and the last line that were
changed, and numbers of the lines at which the nodes around them begin, innermost first; with tabs
between.
"""

import os
import random
import re
import sys

PROPERTY = re.compile(r"^(\s+)([a-zA-Z#][\w,.#+-]*)(\s*=\s*([^;\"'/]*|\"[^\"]*\"))?;\s*$")
OPENING = re.compile(r"^\s*[^/*\"]*[\w&/}@]\s*\{\s*$")
CLOSING = re.compile(r"^\s*\};\s*$")
# What they say is not for a schema to tell.
FREE = {"compatible", "label", "model", "bootargs", "stdout-path", "reg", "ranges", "linux,code"}


def around(lines, at):
    """The lines at which the nodes around a line begin."""
    begins, depth = [], 0
    for number in range(at - 1, -1, -1):
        if CLOSING.match(lines[number]):
            depth += 1
        elif OPENING.match(lines[number]):
            if depth == 0:
                begins.append(number)
            else:
                depth -= 1
    return begins


def properties(lines):
    comment = False
    for number, line in enumerate(lines):
        comment = (comment or "/*" in line) and "*/" not in line
        match = PROPERTY.match(line)
        if match and not comment and around(lines, number):
            yield number, match.group(1), match.group(2), match.group(4)


def replaced(lines, number, text):
    return lines[:number] + [text + "\n"] + lines[number + 1 :], number, number


def renamed(draw, lines):
    number, space, name, value = draw.choice(
        [each for each in properties(lines) if len(each[2]) > 3 and each[2] != "compatible"]
    )
    at = draw.randrange(1, len(name) - 1)
    other = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    other = other if other != name else name[:at] + name[at:].replace(name[at], "", 1)
    return replaced(lines, number, lines[number].rstrip("\n").replace(name, other, 1))


def shortened(draw, lines):
    number, space, name, value = draw.choice(
        [each for each in properties(lines) if re.fullmatch(r"<[^<>()]*\s[^<>()]*>", each[3] or "")]
    )
    shorter = "<" + " ".join(value[1:-1].split()[:-1]) + ">"
    return replaced(lines, number, "%s%s = %s;" % (space, name, shorter))


def mistyped(draw, lines):
    number, space, name, value = draw.choice(
        [each for each in properties(lines) if each[2] != "compatible"]
    )
    if value is None:
        return replaced(lines, number, '%s%s = "yes";' % (space, name))
    other = "<1>" if value.startswith('"') else '"1"'
    return replaced(lines, number, "%s%s = %s;" % (space, name, other))


def unlisted(draw, lines):
    number, space, name, value = draw.choice(
        [
            each
            for each in properties(lines)
            if each[2] not in FREE and re.fullmatch(r'"[^"]*"|<[0-9a-fx]+>', each[3] or "")
        ]
    )
    other = '"other-value"' if value.startswith('"') else "<0x7ffffff1>"
    return replaced(lines, number, "%s%s = %s;" % (space, name, other))


def misplaced(draw, lines):
    """Moves a node without child nodes to the root."""
    nodes = []
    for number, line in enumerate(lines):
        if OPENING.match(line) and around(lines, number) and "&" not in line:
            end = number + 1
            while end < len(lines) and not OPENING.match(lines[end]) and not CLOSING.match(lines[end]):
                end += 1
            root = lines[around(lines, number)[0]].strip() == "/ {"
            if end < len(lines) and CLOSING.match(lines[end]) and not root:
                nodes.append((number, end + 1))
    begin, end = draw.choice(nodes)
    rest = lines[:begin] + lines[end:]
    return rest + ["/ {\n"] + lines[begin:end] + ["};\n"], len(rest) + 1, len(rest) + end - begin


KINDS = (renamed, shortened, mistyped, unlisted, misplaced)


def main():
    linux, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    draw = random.Random(seed)
    boards = sys.argv[4:]
    for kind in KINDS:
        made = tried = 0
        while made < count and tried < 50 * count:
            tried += 1
            board = draw.choice(boards)
            with open(os.path.join(linux, board), encoding="utf-8") as file:
                lines = file.readlines()
            try:
                changed, first, last = kind(draw, lines)
            except IndexError:
                continue  # nothing in this board can be changed so
            if changed == lines:
                continue
            copy = "%s-%s-%d.dts" % (board[: -len(".dts")], kind.__name__, made)
            with open(os.path.join(linux, copy), "w", encoding="utf-8") as file:
                file.writelines(changed)
            made += 1
            begins = [str(line + 1) for line in around(changed, first)]
            print("\t".join([kind.__name__, copy, board, str(first + 1), str(last + 1), *begins]))


main()
