# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Made by dtbind export yocto.
SUMMARY = "virtual/dtb for FIT images, with the overlays of all recipes in DTBIND_FIT_RECIPES"
SECTION = "bsp"
LICENSE = "Apache-2.0"
LIC_FILES_CHKSUM = "file://${COMMON_LICENSE_DIR}/Apache-2.0;md5=89aea4e17d99a7cacdbeed46a0096b10"

DTBIND_FIT_RECIPES[doc] = "Recipes with overlays and blobs in /boot/devicetree of their sysroot, for the FIT image."
DTBIND_FIT_RECIPES ??= ""

INHIBIT_DEFAULT_DEPS = "1"
DEPENDS = "${DTBIND_FIT_RECIPES}"
PROVIDES = "${PN} virtual/dtb"
PACKAGE_ARCH = "${MACHINE_ARCH}"

inherit nopackages

python () {
    if not d.getVar('DTBIND_FIT_RECIPES').strip():
        raise bb.parse.SkipRecipe('DTBIND_FIT_RECIPES is empty: require conf/include/NAME-fit.inc of the overlays that the FIT image is to have')
}

do_configure[noexec] = "1"
do_compile[noexec] = "1"
do_install[noexec] = "1"
