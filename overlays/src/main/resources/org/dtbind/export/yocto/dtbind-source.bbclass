# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Made by dtbind export yocto.
#
# The same package as from dtbind.bbclass, but dtc compiles the overlay: dtbind writes the source, and
# OE-core's devicetree.bbclass compiles, installs and deploys it.
#
#   SRC_URI = "file://bindings.yaml file://board.dtb"
#   DTBIND_BASE = "board.dtb"
#   inherit dtbind-source
#   COMPATIBLE_MACHINE = "my-machine"
#

# The source needs no headers, so the kernel need not be unpacked.
KERNEL_INCLUDE ?= ""

inherit devicetree

# devicetree.bbclass also provides virtual/dtb, which excludes other recipes: see dtbind-base.bbclass.
PROVIDES = "${PN}"

inherit dtbind-base

# This directory contains only the source, because some releases cannot select a file.
DT_FILES_PATH = "${DTBIND_WORK}/source"
DT_FILES = "${DTBIND_OVERLAY}.dts"
do_compile[prefuncs] += "dtbind_generate"
do_compile[cleandirs] = "${B}"

do_install:append() {
    dtbind_install_target
}
