# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Made by dtbind export yocto.
SUMMARY = "@NAME@: the overlay of the devices in bindings.yaml, and what binds them"
# The declaration is yours: say here under which terms others may use it.
LICENSE = "CLOSED"

SRC_URI = "@SRC_URI@"
# The base: a file of SRC_URI, or one that the kernel's recipe deploys.
DTBIND_BASE = "@BASE@"
DTBIND_KERNEL_DTB = "@KERNEL_DTB@"
# 1: the package has the files, too, by which the target binds what is declared.
DTBIND_TARGET = "@TARGET@"

inherit @CLASS@

# Narrow it where images for other boards are built, too.
COMPATIBLE_MACHINE = ".*"
# Where the drivers are no modules there are no such packages, which is no problem.
RRECOMMENDS:${PN} += "@MODULES@"
