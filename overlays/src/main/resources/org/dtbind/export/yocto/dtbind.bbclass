# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Made by dtbind export yocto.
#
# A package with an overlay, compiled by dtbind, and with the files that bind its devices on the target.
#
#   SRC_URI = "file://bindings.yaml file://board.dtb"
#   DTBIND_BASE = "board.dtb"
#   inherit dtbind
#
# The overlay is in /boot/devicetree, in DEPLOYDIR/devicetree and in the sysroot, as with devicetree.bbclass.

inherit dtbind-base deploy

do_configure[noexec] = "1"

dtbind_do_compile() {
    dtbind_generate
}

dtbind_do_install() {
    if [ -e ${DTBIND_WORK}/${DTBIND_OVERLAY}.dtbo ]; then
        install -Dm 0644 ${DTBIND_WORK}/${DTBIND_OVERLAY}.dtbo ${D}/boot/devicetree/${DTBIND_OVERLAY}.dtbo
    fi
    dtbind_install_target
}

dtbind_do_deploy() {
    if [ -e ${DTBIND_WORK}/${DTBIND_OVERLAY}.dtbo ]; then
        install -Dm 0644 ${DTBIND_WORK}/${DTBIND_OVERLAY}.dtbo ${DEPLOYDIR}/devicetree/${DTBIND_OVERLAY}.dtbo
    fi
}
addtask deploy before do_build after do_install

EXPORT_FUNCTIONS do_compile do_install do_deploy
