# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Made by dtbind export yocto.
SUMMARY = "@NAME@: the overlay for the devices in bindings.yaml, and the files that bind them"
# The declaration is yours: specify its licence here.
LICENSE = "CLOSED"

SRC_URI = "@SRC_URI@"
# The base: a file of SRC_URI, or one that the kernel's recipe deploys.
DTBIND_BASE = "@BASE@"
DTBIND_KERNEL_DTB = "@KERNEL_DTB@"
# 1: the package also contains the files with which the target binds the declared devices.
DTBIND_TARGET = "@TARGET@"

inherit @CLASS@

# Restrict it if you also build images for other boards.
COMPATIBLE_MACHINE = ".*"
# If the drivers are built into the kernel, these packages do not exist, which is harmless.
RRECOMMENDS:${PN} += "@MODULES@"
