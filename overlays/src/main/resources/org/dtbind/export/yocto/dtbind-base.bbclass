# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Made by dtbind export yocto.
#
# What dtbind.bbclass and dtbind-source.bbclass share: from a declaration and the base it is for to
# an overlay that fits, and to the files by which the target binds what is declared. What does not
# fit fails the build, with dtbind's own words in the log.

DTBIND_SPEC[doc] = "The declaration, below S."
DTBIND_SPEC ?= "bindings.yaml"
DTBIND_BASE[doc] = "The base: a blob or source below S, or a blob by its absolute path."
DTBIND_BASE ?= ""
DTBIND_KERNEL_DTB[doc] = "In place of DTBIND_BASE: the name of a blob that the kernel's recipe deploys, built with -@ (KERNEL_DTC_FLAGS)."
DTBIND_KERNEL_DTB ?= ""
DTBIND_INCLUDE[doc] = "Folders with headers for a base in source: below S, or absolute."
DTBIND_INCLUDE ?= ""
DTBIND_OVERLAY[doc] = "What the overlay is called, without .dtbo."
DTBIND_OVERLAY ?= "${BPN}"
DTBIND_CHECK_OPTIONS[doc] = "Options for dtbind overlay check, such as --max-size 65536 or --release 6.6."
DTBIND_CHECK_OPTIONS ?= ""
DTBIND_TARGET[doc] = "1 where the target binds what is declared by files of the package, 0 where it does not."
DTBIND_TARGET ?= "1"

SECTION ?= "bsp"
INHIBIT_DEFAULT_DEPS = "1"
DEPENDS += "dtbind-native"
PACKAGE_ARCH = "${MACHINE_ARCH}"

# 5.1 and newer unpack to a folder of its own.
S = "${@d.getVar('UNPACKDIR') or d.getVar('WORKDIR')}"
B = "${WORKDIR}/build"
DTBIND_WORK = "${WORKDIR}/dtbind"

# A FIT image takes overlays from the recipe that is preferred for virtual/dtb, and two that provide
# it exclude each other.
PROVIDES:append = "${@' virtual/dtb' if d.getVar('PREFERRED_PROVIDER_virtual/dtb') == d.getVar('PN') else ''}"
SYSROOT_DIRS += "/boot/devicetree"

def dtbind_base(d):
    if d.getVar('DTBIND_KERNEL_DTB'):
        return os.path.join(d.getVar('DEPLOY_DIR_IMAGE'), d.getVar('DTBIND_KERNEL_DTB'))
    return os.path.join(d.getVar('S'), d.getVar('DTBIND_BASE'))

def dtbind_includes(d):
    return [os.path.join(d.getVar('S'), folder) for folder in d.getVar('DTBIND_INCLUDE').split()]

# All that dtbind reads is in the task's hash: what SRC_URI names by that, the rest here.
python () {
    base = d.getVar('DTBIND_BASE')
    if d.getVar('DTBIND_KERNEL_DTB'):
        d.appendVarFlag('do_compile', 'depends', ' virtual/kernel:do_deploy')
    elif not base:
        raise bb.parse.SkipRecipe('DTBIND_BASE and DTBIND_KERNEL_DTB are empty: say which devicetree the declaration is for')
    elif base.startswith('/'):
        if not base.endswith('.dtb'):
            raise bb.parse.SkipRecipe('DTBIND_BASE (%s): a source, and what it includes, goes into SRC_URI' % base)
        d.appendVarFlag('do_compile', 'file-checksums', ' %s:%s' % (base, os.path.exists(base)))
    kernel = d.getVar('STAGING_KERNEL_DIR')
    for folder in d.getVar('DTBIND_INCLUDE').split():
        if folder.startswith(kernel):
            d.appendVarFlag('do_compile', 'depends', ' virtual/kernel:do_configure')
        elif folder.startswith('/') and not folder.startswith(d.getVar('WORKDIR')):
            d.appendVarFlag('do_compile', 'file-checksums', ' %s:%s' % (folder, os.path.exists(folder)))
}

DTBIND_READS = "--base ${@dtbind_base(d)} --spec ${S}/${DTBIND_SPEC} ${@' '.join('-I ' + folder for folder in dtbind_includes(d))}"

# Leaves in DTBIND_WORK: source/NAME.dts and NAME.dtbo, unless the base lacks nothing; target/, as it
# is to be on the target.
dtbind_generate() {
    rm -rf ${DTBIND_WORK}
    mkdir -p ${DTBIND_WORK}/source ${DTBIND_WORK}/target
    dtbind overlay create ${DTBIND_READS} -o ${DTBIND_WORK}/source/${DTBIND_OVERLAY}.dts ||
        bbfatal_log "${DTBIND_SPEC} does not fit ${@dtbind_base(d)}: dtbind says why above"
    if grep -q '^&' ${DTBIND_WORK}/source/${DTBIND_OVERLAY}.dts; then
        dtbind overlay create ${DTBIND_READS} -o ${DTBIND_WORK}/${DTBIND_OVERLAY}.dtbo
        dtbind overlay check ${DTBIND_READS} ${DTBIND_CHECK_OPTIONS} ${DTBIND_WORK}/${DTBIND_OVERLAY}.dtbo ||
            bbfatal_log "the overlay of ${DTBIND_SPEC} would not work on ${@dtbind_base(d)}: dtbind says why above"
    else
        bbnote "${@dtbind_base(d)} has all that is declared: there is no overlay"
        rm ${DTBIND_WORK}/source/${DTBIND_OVERLAY}.dts
    fi
    if [ "${DTBIND_TARGET}" = 1 ]; then
        dtbind export target ${DTBIND_READS} -o ${DTBIND_WORK}/target ||
            bbfatal_log "${DTBIND_SPEC} cannot be bound on the target: dtbind says why above"
    fi
}

# dtbind_install_target: what binds devices, to where this distribution looks for it
dtbind_install_target() {
    cp -R --no-preserve=ownership ${DTBIND_WORK}/target/. ${D}
    dtbind_place usr/lib/udev ${nonarch_base_libdir}/udev
    dtbind_place usr/lib/modules-load.d ${nonarch_libdir}/modules-load.d
    dtbind_place usr/lib/sysusers.d ${nonarch_libdir}/sysusers.d
    dtbind_place usr/lib/systemd/system ${systemd_system_unitdir}
    dtbind_place usr/lib/systemd/system-preset ${systemd_unitdir}/system-preset
    # Enabled as [Install] says, without a script that runs when the package is installed.
    for unit in ${D}${systemd_system_unitdir}/*.*; do
        [ -f "$unit" ] || continue
        for wanting in $(sed -n 's/^WantedBy=//p' "$unit"); do
            install -d ${D}${systemd_system_unitdir}/$wanting.wants
            ln -sf ../${unit##*/} ${D}${systemd_system_unitdir}/$wanting.wants/${unit##*/}
        done
    done
}

dtbind_place() {
    if [ -d ${D}/$1 ] && [ ${D}/$1 != ${D}$2 ]; then
        install -d ${D}${2%/*}
        mv ${D}/$1 ${D}$2
        rmdir -p --ignore-fail-on-non-empty ${D}/${1%/*}
    fi
}

FILES:${PN} += "/boot/devicetree ${nonarch_base_libdir} ${nonarch_libdir} ${sysconfdir} ${libexecdir} ${sbindir} ${bindir}"
