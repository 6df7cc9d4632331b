# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
"""Ordinary mistakes in sources of boards, for check-mistakes.

KINDS maps the name of a kind to a function that takes a random.Random and a Board, and returns a
Mistake, or None if the board has no place for this mistake.
"""

import collections
import re

# The lines are those of the changed text, from 1. A finding is shown at the right place if its line
# is in `allowed`: the changed lines, and those of the statement that they are in.
Mistake = collections.namedtuple("Mistake", "lines first last allowed")

NAME = r"[a-zA-Z0-9,._+?#-]+"
REFERENCE = re.compile(r"&(\w+)")
ENTRY = re.compile(r"<\s*&(\w+)((?:\s+[^\s<>&()]+|\s+\([^()]*\))*)\s*>")
SUPPLIERS = ("clocks", "pwms", "resets", "phys", "dmas", "power-domains", "mboxes", "iommus", "thermal-sensors")


class Property:
    """A property on the lines first to last, from 0."""

    def __init__(self, node, name, value, first, last):
        self.node, self.name, self.value, self.first, self.last = node, name, value, first, last


class Node:
    def __init__(self, parent, header, first):
        self.parent, self.header, self.first, self.last = parent, header, first, first
        self.children, self.properties = [], []
        match = re.match(r"(?:(\w+)\s*:\s*)*(.*)$", header)
        self.label, self.name = match.group(1), match.group(2).strip()

    def property(self, name):
        return next((each for each in self.properties if each.name == name), None)

    def text(self, name):
        found = self.property(name)
        return found.value if found else None

    def is_on(self):
        """Whether the node is enabled as far as its text says; a reference must enable its node."""
        status = self.text("status")
        if status is not None:
            return status in ('"okay"', '"ok"') and (self.parent is None or self.parent.is_on())
        return not self.name.startswith("&") and (self.parent is None or self.parent.is_on())

    def above(self):
        node, above = self, []
        while node.parent is not None:
            node = node.parent
            above.append(node)
        return above


class Board:
    """What a source says, without what it includes."""

    def __init__(self, text):
        self.lines = text.split("\n")
        self.nodes, self.properties = [], []
        self._read(self._plain(text))
        self.labels = {node.label: node for node in self.nodes if node.label}

    @staticmethod
    def _plain(text):
        """The text with spaces for comments and directives."""

        def blank(match):
            if match.group().startswith('"'):
                return match.group()
            return re.sub(r"[^\n]", " ", match.group())

        pattern = r'"(?:\\.|[^"\\])*"|/\*.*?\*/|//[^\n]*|^[ \t]*#[ \t]*(?:include|if|ifdef|ifndef|else|elif|endif|define|undef)\b(?:\\\n|[^\n])*'
        return re.sub(pattern, blank, text, flags=re.S | re.M)

    def _read(self, text):
        node, begin, words = None, None, []
        line = 0
        for token in re.findall(r'"(?:\\.|[^"\\])*"|\n|[{};]|[^"\n{};]+', text):
            if token == "\n":
                line += 1
                words.append(" ")
                continue
            if token.strip() and begin is None and token != "}":
                begin = line
            if token == "{":
                node = Node(node, " ".join("".join(words).split()), begin)
                if node.parent:
                    node.parent.children.append(node)
                self.nodes.append(node)
                begin, words = None, []
            elif token == "}":
                if node is None:
                    return
                node.last, node = line, node.parent
                begin, words = None, ["}"]
            elif token == ";":
                statement = " ".join("".join(words).split())
                match = re.fullmatch(r"(?:\w+:\s*)?(%s)(?:\s*=\s*(.*))?" % NAME, statement)
                if node is not None and match and begin is not None:
                    one = Property(node, match.group(1), match.group(2), begin, line)
                    node.properties.append(one)
                    self.properties.append(one)
                begin, words = None, []
            else:
                words.append(token)

    def single(self, pattern):
        """Properties on one line whose values match the pattern."""
        return [
            each
            for each in self.properties
            if each.first == each.last and each.value is not None and re.fullmatch(pattern, each.value)
            and self.lines[each.first].strip().startswith(each.name)
        ]


def changed(board, line, text, *around):
    """A mistake in one line; findings may also be at the lines of the nodes and properties around."""
    lines = board.lines[:line] + [text] + board.lines[line + 1 :]
    if lines == board.lines:
        return None
    return Mistake(lines, line + 1, line + 1, allowed((line, line), *((each.first, each.last) for each in around)))


def allowed(*ranges):
    return {number + 1 for first, last in ranges for number in range(first, last + 1)}


def choice(draw, candidates):
    return draw.choice(candidates) if candidates else None


def valued(board, one, value):
    """The property with another value."""
    line = board.lines[one.first]
    at = line.index("=")
    return changed(board, one.first, line[:at] + "= " + value + ";")


def fewer(names):
    def kind(draw, board):
        one = choice(draw, [each for each in entries(board, names) if ENTRY.fullmatch(each.value).group(2).strip()])
        if one is None:
            return None
        match = ENTRY.fullmatch(one.value)
        words = re.findall(r"\([^()]*\)|\S+", match.group(2))
        return valued(board, one, "<%s>" % " ".join(["&" + match.group(1)] + words[:-1]))

    return kind


def more(names):
    def kind(draw, board):
        one = choice(draw, entries(board, names))
        return one and valued(board, one, one.value[:-1].rstrip() + " 1>")

    return kind


def entries(board, names):
    return [each for each in board.single(ENTRY.pattern) if re.fullmatch(names, each.name)]


def interrupts(change):
    def kind(draw, board):
        pattern = r"<\s*[^\s<>&()]+(\s+[^\s<>&()]+)+\s*>"
        one = choice(draw, [each for each in board.single(pattern) if each.name == "interrupts"])
        return one and valued(board, one, "<%s>" % " ".join(change(one.value[1:-1].split())))

    return kind


def consumers(board):
    """Lines of LEDs and keys, which drivers request exclusively."""
    return [
        each
        for each in board.single(ENTRY.pattern)
        if each.name == "gpios"
        and each.node.parent
        and re.search(r'"gpio-(leds|keys)"', each.node.parent.text("compatible") or "")
        and each.node.is_on()
        and len(ENTRY.fullmatch(each.value).group(2).split()) == 2
    ]


def line_taken(draw, board):
    all = consumers(board)
    if len(all) < 2:
        return None
    one, other = draw.sample(all, 2)
    key = [REFERENCE.search(each.value).group() + " " + each.value.split()[1] for each in (one, other)]
    if key[0] == key[1]:
        return None
    flags = one.value[1:-1].split()[2]
    result = valued(board, one, "<%s %s>" % (key[1], flags))
    # The conflict is between two lines of the user: either is right, as the other is in a note.
    return result and result._replace(allowed=result.allowed | allowed((other.first, other.last)))


def line_beyond(draw, board):
    one = choice(draw, [each for each in consumers(board) if re.fullmatch(r"\d+", each.value.split()[1])])
    if one is None:
        return None
    words = one.value[1:-1].split()
    return valued(board, one, "<%s>" % " ".join([words[0], str(int(words[1]) + 300), *words[2:]]))


def addressed(node):
    """The address of a node on I2C or SPI whose reg is on one line; else None."""
    reg = node.property("reg")
    match = re.fullmatch(r"<\s*(0x[0-9a-fA-F]+|\d+)\s*>", reg.value or "") if reg else None
    name = re.fullmatch(r"[^@&]+@([0-9a-f]+)", node.name)
    on = node.text("status") in (None, '"okay"', '"ok"')
    if not match or not name or not on or reg.first != reg.last:
        return None
    return name.group(1), int(match.group(1), 0)


def readdressed(board, node, name, reg):
    lines = list(board.lines)
    lines[node.first] = re.sub(r"@[0-9a-f]+", "@" + name, lines[node.first], count=1)
    one = node.property("reg")
    lines[one.first] = re.sub(r"<[^>]*>", "<%s>" % reg, lines[one.first])
    if lines == board.lines:
        return None
    return Mistake(lines, node.first + 1, one.first + 1, allowed((node.first, node.last)))


def on_bus(board, prefix):
    return [node for node in board.nodes if re.match(prefix, node.name) and node.text("status") in ('"okay"', '"ok"')]


def address_twice(draw, board):
    pairs = []
    for bus in on_bus(board, r"&\w*i2c"):
        devices = [node for node in bus.children if addressed(node) and node.property("compatible")]
        pairs += [(one, other) for one in devices for other in devices if addressed(one) != addressed(other)]
    pair = choice(draw, pairs)
    if pair is None:
        return None
    one, other = pair
    result = readdressed(board, one, addressed(other)[0], "0x" + addressed(other)[0])
    return result and result._replace(allowed=result.allowed | allowed((other.first, other.last)))


def chip_select_beyond(draw, board):
    nodes = [
        node
        for bus in on_bus(board, r"&\w*spi")
        if bus.property("cs-gpios") or bus.property("num-cs")
        for node in bus.children
        if addressed(node)
    ]
    node = choice(draw, nodes)
    return node and readdressed(board, node, "9", "9")


def compatible(draw, board):
    nodes = [
        node
        for bus in on_bus(board, r"&\w*(i2c|spi)")
        for node in bus.children
        if addressed(node) and node.property("compatible")
    ]
    node = choice(draw, nodes)
    if node is None:
        return None
    one = node.property("compatible")
    lines = board.lines[: one.first] + [""] * (one.last + 1 - one.first) + board.lines[one.last + 1 :]
    return Mistake(lines, node.first + 1, one.last + 1, allowed((node.first, node.last)))


def unit_address(draw, board):
    nodes = [
        node
        for node in board.nodes
        if re.fullmatch(r"[^@&]+@[0-9a-f]+", node.name)
        and node.property("reg")
        and node.property("compatible")
        and board.lines[node.first].count("@") == 1
    ]
    node = choice(draw, nodes)
    if node is None:
        return None
    name, address = node.name.split("@")
    digit = "%x" % ((int(address[-1], 16) + 3) % 16)
    lines = list(board.lines)
    lines[node.first] = lines[node.first].replace("@" + address, "@" + address[:-1] + digit)
    return Mistake(lines, node.first + 1, node.first + 1, allowed((node.first, node.last)))


def pad_twice(draw, board):
    """A pad of one group in use stands in another group in use."""
    used = set()
    for node in board.nodes:
        names = (node.text("pinctrl-names") or "").split(",")
        value = node.text("pinctrl-0")
        if value and node.is_on() and names[0].strip() == '"default"':
            used.update(REFERENCE.findall(value))
    pads = collections.defaultdict(list)
    for label in sorted(used & set(board.labels)):
        group = board.labels[label]
        for one in [group] + group.children:
            for each in one.properties:
                if each.name not in ("fsl,pins", "rockchip,pins", "pinctrl-single,pins", "pins", "samsung,pins"):
                    continue
                if each.name == "pins" and not one.property("function"):
                    continue
                for line in range(each.first, each.last + 1):
                    pads[label] += [(line, match) for match in PAD.finditer(board.lines[line])]
    full = sorted(label for label in pads if pads[label])
    if len(full) < 2:
        return None
    one, other = draw.sample(full, 2)
    line, old = draw.choice(pads[one])
    from_line, new = draw.choice(pads[other])
    if old.group() == new.group():
        return None
    text = board.lines[line]
    group = board.labels[one]
    result = changed(board, line, text[: old.start()] + new.group() + text[old.end() :], group)
    return result and result._replace(
        allowed=result.allowed | allowed((from_line, from_line)) | users(board, one) | users(board, other)
    )


PAD = re.compile(
    r"\bMX\w+_PAD_\w+\b|\b(?:AM\w+_IOPAD|AM33XX_PADCONF|OMAP\w+_IOPAD)\([^()]*\)"
    r"|(?<=<)\s*\d+\s+RK_P\w+\s+\S+|\"(?:P[A-Z]\d+|gpio\d+)\"|\"gp[a-z0-9]+-\d\""
)


def users(board, label):
    """The lines of pinctrl-0 that name a group: the conflict is one of the nodes that use it."""
    return allowed(
        *(
            (each.first, each.last)
            for each in board.properties
            if each.name.startswith("pinctrl-") and label in REFERENCE.findall(each.value or "")
        )
    )


def status(draw, board):
    one = choice(draw, [each for each in board.single(r'"okay"') if each.name == "status"])
    return one and valued(board, one, draw.choice(['"enabled"', '"Okay"', '"disable"', '"on"', '"okey"']))


def swapped(draw, word):
    at = draw.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def label(draw, board):
    one = choice(draw, [each for each in board.single(r"<[^<>]*&\w{4,}[^<>]*>")])
    if one is None:
        return None
    match = re.search(r"&(\w{4,})", board.lines[one.first])
    name = swapped(draw, match.group(1))
    text = board.lines[one.first]
    if name in board.labels or name == match.group(1):
        return None
    return changed(board, one.first, text[: match.start(1)] + name + text[match.end(1) :])


def label_of_node(draw, board):
    node = choice(draw, [each for each in board.nodes if re.fullmatch(r"&\w{4,}", each.name)])
    if node is None:
        return None
    name = "&" + swapped(draw, node.name[1:])
    if name == node.name or name[1:] in board.labels:
        return None
    return changed(board, node.first, board.lines[node.first].replace(node.name, name, 1))


def macro(draw, board):
    pattern = r"<[^<>]*\b[A-Z][A-Z0-9]+_[A-Z0-9_]+\b[^<>]*>"
    one = choice(draw, board.single(pattern))
    if one is None:
        return None
    text = board.lines[one.first]
    match = re.search(r"\b[A-Z][A-Z0-9]+_[A-Z0-9_]+\b", text)
    name = match.group()[:-1] if draw.randrange(2) else swapped(draw, match.group())
    if name == match.group() or name + " " in text:
        return None
    return changed(board, one.first, text[: match.start()] + name + text[match.end() :])


def without(pattern, character):
    def kind(draw, board):
        ends = [each for each in board.single(pattern) if board.lines[each.first].rstrip().endswith(character + ";")]
        one = choice(draw, ends)
        if one is None:
            return None
        text = board.lines[one.first].rstrip()
        return changed(board, one.first, text[: -len(character) - 1] + ";")

    return kind


def without_semicolon(draw, board):
    one = choice(draw, [each for each in board.single(r".*") if board.lines[each.first].rstrip().endswith(";")])
    return one and changed(board, one.first, board.lines[one.first].rstrip()[:-1])


def without_brace(draw, board):
    node = choice(draw, [each for each in board.nodes if board.lines[each.last].strip() == "};"])
    if node is None:
        return None
    # What is after it may be taken for the node's, so the node is a right place too.
    after = next((n for n in range(node.last + 1, len(board.lines)) if board.lines[n].strip()), node.last)
    lines = board.lines[: node.last] + board.lines[node.last + 1 :]
    return Mistake(lines, node.last + 1, node.last + 1, allowed((node.first, node.last), (after - 1, after - 1)))


def include(draw, board):
    lines = [n for n, text in enumerate(board.lines) if re.match(r'\s*(#|/)include/?\s*["<][^">]{5,}[">]', text)]
    line = choice(draw, lines)
    if line is None:
        return None
    text = board.lines[line]
    match = re.search(r'["<]([^">]+)[">]', text)
    at = match.start(1) + match.group(1).rfind("/") + 2
    return changed(board, line, text[:at] + text[at + 1 :])


def alias(draw, board):
    one = choice(draw, [each for each in board.single(r'&\w+|"/[^"]*"') if each.node.name == "aliases"])
    return one and valued(board, one, '"/soc/%s@12345"' % one.name.rstrip("0123456789"))


def stdout(draw, board):
    one = choice(draw, [each for each in board.single(r'"\w+(:[^"]*)?"') if each.name == "stdout-path"])
    return one and valued(board, one, re.sub(r"\w+", "serial31", one.value, count=1))


def delete(draw, board):
    node = choice(draw, [each for each in board.nodes if each.properties])
    if node is None:
        return None
    if draw.randrange(2):
        words = "/delete-node/ no-such-node@7;"
    else:
        words = "/delete-property/ no-such-property;"
    line = node.properties[-1].last + 1
    lines = board.lines[:line] + ["\t\t" + words] + board.lines[line:]
    return Mistake(lines, line + 1, line + 1, {line + 1})


def hog(draw, board):
    states = [
        each
        for each in board.properties
        if each.value is None and each.name in ("output-low", "output-high", "input") and each.node.property("gpio-hog")
    ]
    one = choice(draw, states)
    if one is None:
        return None
    lines = board.lines[: one.first] + board.lines[one.first + 1 :]
    return Mistake(lines, one.first + 1, one.first + 1, allowed((one.node.first, one.node.last)))


def interrupt_parent(draw, board):
    others = [node for node in board.nodes if node.label and node.property("regulator-name")]
    other = choice(draw, others)
    parents = [each for each in board.single(r"<\s*&\w+\s*>") if each.name == "interrupt-parent" and each.node.property("interrupts")]
    one = choice(draw, parents)
    return one and other and valued(board, one, "<&%s>" % other.label)


def group(draw, board):
    others = [node for node in board.nodes if node.label and node.property("regulator-name")]
    other = choice(draw, others)
    one = choice(draw, [each for each in board.single(r"<\s*&\w+\s*>") if each.name == "pinctrl-0" and each.node.is_on()])
    return one and other and valued(board, one, "<&%s>" % other.label)


def state_names(draw, board):
    lists = [
        each
        for each in board.single(r'"[^"]*"(\s*,\s*"[^"]*")+')
        if each.name == "pinctrl-names" and each.node.is_on()
        and each.node.property("pinctrl-%d" % each.value.count(","))
    ]
    one = choice(draw, lists)
    if one is None:
        return None
    states = [each for each in one.node.properties if re.fullmatch(r"pinctrl-\d+", each.name)]
    result = valued(board, one, one.value[: one.value.rindex(",")])
    return result and result._replace(allowed=result.allowed | allowed(*((s.first, s.last) for s in states)))


def state_number(draw, board):
    lists = [each for each in board.single(r".+") if each.name == "pinctrl-0" and each.node.is_on() and each.node.property("pinctrl-names")]
    one = choice(draw, lists)
    if one is None or one.node.property("pinctrl-1"):
        return None
    names = one.node.property("pinctrl-names")
    return changed(board, one.first, board.lines[one.first].replace("pinctrl-0", "pinctrl-1"), names)


def reserved(board):
    """Regions of reserved memory in this source."""
    return [
        node.property("reg")
        for node in board.nodes
        if node.parent and node.parent.name == "reserved-memory" and node.property("reg")
        and re.fullmatch(r"<[0-9a-fx\s]+>", node.text("reg"))
        and node.property("reg").first == node.property("reg").last
        and len(node.text("reg").split()) in (2, 4)
        and node.is_on()
    ]


def region_overlaps(draw, board):
    all = reserved(board)
    if len(all) < 2:
        return None
    one, other = draw.sample(all, 2)
    if one.value == other.value or len(one.value.split()) != len(other.value.split()):
        return None
    result = valued(board, one, other.value)
    around = ((each.node.first, each.node.last) for each in (one, other))
    return result and result._replace(allowed=result.allowed | allowed(*around))


def region_outside(draw, board):
    memory = [
        node
        for node in board.nodes
        if re.match(r"memory(@|$)", node.name) and not re.fullmatch(r"<[0x\s]*>", node.text("reg") or "<0>")
    ]
    one = choice(draw, reserved(board))
    if one is None or not memory:
        return None
    cells = one.value[1:-1].split()
    half = len(cells) // 2
    address = ["0x70", "0x0"] if half == 2 else ["0xfff00000"]
    size = ["0x0", "0x10000"] if half == 2 else ["0x10000"]
    return changed(board, one.first, valued(board, one, "<%s>" % " ".join(address + size)).lines[one.first], one.node)


def regulator_flag(draw, board):
    flags = [
        each
        for each in board.properties
        if each.name == "enable-active-high"
        and each.node.is_on()
        and re.fullmatch(r"<\s*&\w+\s+\S+\s+(GPIO_ACTIVE_HIGH|0)\s*>", each.node.text("gpio") or "")
        and '"regulator-fixed"' == each.node.text("compatible")
    ]
    one = choice(draw, flags)
    if one is None:
        return None
    lines = board.lines[: one.first] + board.lines[one.first + 1 :]
    return Mistake(lines, one.first + 1, one.first + 1, allowed((one.node.first, one.node.last)))


def address_cells(draw, board):
    cells = [
        each
        for each in board.single(r"<\s*[12]\s*>")
        if each.name == "#address-cells" and any(child.property("reg") for child in each.node.children)
    ]
    one = choice(draw, cells)
    if one is None:
        return None
    result = valued(board, one, "<%d>" % (3 - int(one.value.strip("<> "))))
    regs = [child.property("reg") for child in one.node.children if child.property("reg")]
    return result._replace(allowed=result.allowed | allowed(*((each.first, each.last) for each in regs)))


GPIOS = r"([\w-]*-)?gpios?"
KINDS = {
    "interrupts-few": interrupts(lambda words: words[:-1]),
    "interrupts-many": interrupts(lambda words: words + ["0"]),
    "gpios-few": fewer(GPIOS),
    "gpios-many": more(GPIOS),
    "clocks-few": fewer("clocks"),
    "clocks-many": more("clocks"),
    "suppliers-few": fewer("|".join(SUPPLIERS[1:])),
    "suppliers-many": more("|".join(SUPPLIERS[1:])),
    "line-taken": line_taken,
    "line-beyond": line_beyond,
    "address-twice": address_twice,
    "chip-select-beyond": chip_select_beyond,
    "compatible": compatible,
    "unit-address": unit_address,
    "pad-twice": pad_twice,
    "status": status,
    "label": label,
    "label-of-node": label_of_node,
    "macro": macro,
    "semicolon": without_semicolon,
    "bracket": without(r"<[^<>]*>", ">"),
    "quote": without(r'"[^"]*"', '"'),
    "brace": without_brace,
    "include": include,
    "alias": alias,
    "stdout": stdout,
    "delete": delete,
    "hog": hog,
    "interrupt-parent": interrupt_parent,
    "pin-group": group,
    "state-names": state_names,
    "state-number": state_number,
    "region-overlaps": region_overlaps,
    "region-outside": region_outside,
    "regulator-flag": regulator_flag,
    "address-cells": address_cells,
}
