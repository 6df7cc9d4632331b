# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Made by dtbind export yocto.
SUMMARY = "dtbind-target: binds devices at boot, verifies and rolls back, without Java"
DESCRIPTION = "The script that binds devices, and the unit that runs it, for all packages of declarations. The script reads their files in /usr/lib/dtbind/target.d."
SECTION = "bsp"
LICENSE = "Apache-2.0"
LIC_FILES_CHKSUM = "file://dtbind-target;beginline=2;endline=3;md5=@LICENSE_MD5@"

SRC_URI = "file://dtbind-target file://dtbind-target.service file://dtbind-target-verify.service"
S = "${@d.getVar('UNPACKDIR') or d.getVar('WORKDIR')}"

inherit allarch systemd

SYSTEMD_SERVICE:${PN} = "dtbind-target.service dtbind-target-verify.service"

do_configure[noexec] = "1"
do_compile[noexec] = "1"

do_install() {
    install -Dm 0755 ${S}/dtbind-target ${D}${nonarch_libdir}/dtbind/dtbind-target
    install -Dm 0644 ${S}/dtbind-target.service ${D}${systemd_system_unitdir}/dtbind-target.service
    install -Dm 0644 ${S}/dtbind-target-verify.service ${D}${systemd_system_unitdir}/dtbind-target-verify.service
}

FILES:${PN} = "${nonarch_libdir}/dtbind ${systemd_unitdir}"
# The script uses flock for its lock; not every busybox contains it.
RDEPENDS:${PN} = "util-linux-flock"
RRECOMMENDS:${PN} = "kmod"
