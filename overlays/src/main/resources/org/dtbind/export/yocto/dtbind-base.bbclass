# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Made by dtbind export yocto.
#
# The common part of dtbind.bbclass and dtbind-source.bbclass: generate an overlay that fits the base,
# and the files with which the target binds the declared devices. If the declaration does not fit
# the base, the build fails, with dtbind's messages in the log.

DTBIND_SPEC[doc] = "The declaration, below S."
DTBIND_SPEC ?= "bindings.yaml"
DTBIND_BASE[doc] = "The base: a blob or source below S, or a blob by its absolute path."
DTBIND_BASE ?= ""
DTBIND_KERNEL_DTB[doc] = "Instead of DTBIND_BASE: the name of a blob that the kernel's recipe deploys, built with -@ (KERNEL_DTC_FLAGS)."
DTBIND_KERNEL_DTB ?= ""
DTBIND_INCLUDE[doc] = "Directories with the headers of a base in source: below S, or absolute."
DTBIND_INCLUDE ?= ""
DTBIND_OVERLAY[doc] = "The name of the overlay, without .dtbo."
DTBIND_OVERLAY ?= "${BPN}"
DTBIND_CHECK_OPTIONS[doc] = "Options for dtbind overlay check, such as --max-size 65536 or --release 6.6."
DTBIND_CHECK_OPTIONS ?= ""
DTBIND_TARGET[doc] = "1 if the package contains the files with which the target binds the declared devices, otherwise 0."
DTBIND_TARGET ?= "1"
DTBIND_KNOWN_ACCOUNTS[doc] = "Users and groups that exist without this recipe: those of base-passwd, and your own."
DTBIND_KNOWN_ACCOUNTS ?= "@KNOWN@"

SECTION ?= "bsp"
INHIBIT_DEFAULT_DEPS = "1"
DEPENDS += "dtbind-native"
PACKAGE_ARCH = "${MACHINE_ARCH}"

# 5.1 and newer unpack to a separate directory.
S = "${@d.getVar('UNPACKDIR') or d.getVar('WORKDIR')}"
B = "${WORKDIR}/build"
DTBIND_WORK = "${WORKDIR}/dtbind"

# The files that all declarations share are in a separate package.
RDEPENDS:${PN} += "${@'dtbind-target' if d.getVar('DTBIND_TARGET') == '1' else ''}"

# A FIT image takes overlays from the preferred provider of virtual/dtb, and two providers exclude
# each other: dtbind-overlays combines several recipes.
PROVIDES:append = "${@' virtual/dtb' if d.getVar('PREFERRED_PROVIDER_virtual/dtb') == d.getVar('PN') else ''}"
SYSROOT_DIRS += "/boot/devicetree"

def dtbind_base(d):
    if d.getVar('DTBIND_KERNEL_DTB'):
        return os.path.join(d.getVar('DEPLOY_DIR_IMAGE'), d.getVar('DTBIND_KERNEL_DTB'))
    return os.path.join(d.getVar('S'), d.getVar('DTBIND_BASE'))

def dtbind_includes(d):
    return [os.path.join(d.getVar('S'), directory) for directory in d.getVar('DTBIND_INCLUDE').split()]

# The path of the declaration in the layer, where users edit it.
def dtbind_declared(d):
    import re
    spec = d.getVar('DTBIND_SPEC')
    path = os.path.join(d.getVar('S'), spec)
    for uri in (d.getVar('SRC_URI') or '').split():
        if uri.split(';')[0] == 'file://' + spec:
            path = bb.fetch2.Fetch([uri], d).localpath(uri)
    # Escaped for sed.
    return re.sub(r'([&|\\])', r'\\\1', path)

DTBIND_DECLARED = "${@dtbind_declared(d)}"
# The path of the layer does not affect the result of the build.
DTBIND_DECLARED[vardepvalue] = ""

# Users and groups that this recipe creates, or that already exist.
def dtbind_accounts(d):
    found = d.getVar('DTBIND_KNOWN_ACCOUNTS').split()
    for package in (d.getVar('USERADD_PACKAGES') or '').split():
        for variable in ('GROUPADD_PARAM', 'USERADD_PARAM'):
            commands = (d.getVar('%s:%s' % (variable, package)) or '').split(';')
            found += [command.split()[-1] for command in commands if command.strip()]
    return ' '.join(found)

# The task's hash must cover everything that dtbind reads. BitBake adds the files in SRC_URI; this adds the rest.
python () {
    base = d.getVar('DTBIND_BASE')
    if d.getVar('DTBIND_KERNEL_DTB'):
        if d.getVar('PN') in (d.getVar('DTBIND_FIT_RECIPES') or '').split() and 'kernel-fitimage' in (d.getVar('KERNEL_CLASSES') or ''):
            raise bb.parse.SkipRecipe('DTBIND_KERNEL_DTB: in this release the kernel deploys its blobs together with the FIT image that waits for the overlay: set DTBIND_BASE')
        d.appendVarFlag('do_compile', 'depends', ' virtual/kernel:do_deploy')
    elif not base:
        raise bb.parse.SkipRecipe('DTBIND_BASE and DTBIND_KERNEL_DTB are empty: say which devicetree the declaration is for')
    elif base.startswith('/'):
        if not base.endswith('.dtb'):
            raise bb.parse.SkipRecipe('DTBIND_BASE (%s): a source, and what it includes, goes into SRC_URI' % base)
        d.appendVarFlag('do_compile', 'file-checksums', ' %s:%s' % (base, os.path.exists(base)))
    kernel = d.getVar('STAGING_KERNEL_DIR')
    for directory in d.getVar('DTBIND_INCLUDE').split():
        if directory.startswith(kernel):
            d.appendVarFlag('do_compile', 'depends', ' virtual/kernel:do_configure')
        elif directory.startswith('/') and not directory.startswith(d.getVar('WORKDIR')):
            d.appendVarFlag('do_compile', 'file-checksums', ' %s:%s' % (directory, os.path.exists(directory)))
}

DTBIND_READS = "--base ${@dtbind_base(d)} --spec ${S}/${DTBIND_SPEC} ${@' '.join('-I ' + directory for directory in dtbind_includes(d))}"

# Writes to DTBIND_WORK: source/NAME.dts and NAME.dtbo, unless the base already has all devices; and
# target/, with the files for the target.
dtbind_generate() {
    rm -rf ${DTBIND_WORK}
    mkdir -p ${DTBIND_WORK}/source ${DTBIND_WORK}/target
    dtbind_run overlay create ${DTBIND_READS} -o ${DTBIND_WORK}/source/${DTBIND_OVERLAY}.dts ||
        bbfatal_log "${DTBIND_SPEC} does not fit ${@dtbind_base(d)}: see the reason from dtbind above"
    if grep -q '^&' ${DTBIND_WORK}/source/${DTBIND_OVERLAY}.dts; then
        dtbind_run overlay create ${DTBIND_READS} -o ${DTBIND_WORK}/${DTBIND_OVERLAY}.dtbo
        dtbind_run overlay check ${DTBIND_READS} ${DTBIND_CHECK_OPTIONS} ${DTBIND_WORK}/${DTBIND_OVERLAY}.dtbo ||
            bbfatal_log "the overlay of ${DTBIND_SPEC} would not work on ${@dtbind_base(d)}: see the reason from dtbind above"
    else
        bbnote "${@dtbind_base(d)} has all that is declared: there is no overlay"
        rm ${DTBIND_WORK}/source/${DTBIND_OVERLAY}.dts
    fi
    if [ "${DTBIND_TARGET}" = 1 ]; then
        dtbind_run export target --name ${DTBIND_OVERLAY} ${DTBIND_READS} -o ${DTBIND_WORK}/target ||
            bbfatal_log "${DTBIND_SPEC} cannot be bound on the target: see the reason from dtbind above"
        # In the package dtbind-target.
        rm -r ${DTBIND_WORK}/target/usr/lib/dtbind/dtbind-target ${DTBIND_WORK}/target/usr/lib/systemd
        dtbind_check_accounts
    fi
    # Print each warning once, even if several commands report it. A note above reports a missing overlay.
    sed -n -e '/: Warning (nothing_lacks)/d' -e '/: Warning (/{s/\\/&&/g;p;}' ${DTBIND_WORK}/said | sort -u | while IFS= read -r warning; do
        bbwarn "$warning"
    done
}

# dtbind_run ARGUMENT...: runs dtbind, and replaces places in the build directory by places in the layer
dtbind_run() {
    failed=''
    dtbind "$@" 2> ${DTBIND_WORK}/says || failed=1
    sed -i "s|${S}/${DTBIND_SPEC}:|${DTBIND_DECLARED}:|" ${DTBIND_WORK}/says
    cat ${DTBIND_WORK}/says >> ${DTBIND_WORK}/said
    cat ${DTBIND_WORK}/says >&2
    [ -z "$failed" ]
}

# The owner of a device must exist when udev reads its rules.
dtbind_check_accounts() {
    for file in ${DTBIND_WORK}/target/usr/lib/sysusers.d/*.conf; do
        [ -f "$file" ] || continue
        while read -r kind name more; do
            case "$kind ${@' ' + dtbind_accounts(d) + ' '}" in
                u*" $name "* | g*" $name "*) ;;
                u*) bbwarn "${DTBIND_SPEC}: no recipe creates the user $name: inherit useradd, with USERADD_PARAM:${PN} = \"--system $name\", or add it to DTBIND_KNOWN_ACCOUNTS" ;;
                g*) bbwarn "${DTBIND_SPEC}: no recipe creates the group $name: inherit useradd, with GROUPADD_PARAM:${PN} = \"--system $name\", or add it to DTBIND_KNOWN_ACCOUNTS" ;;
            esac
        done < "$file"
    done
}

# dtbind_install_target: installs the files that bind devices in the directories of this distribution
dtbind_install_target() {
    cp -R --no-preserve=ownership ${DTBIND_WORK}/target/. ${D}
    dtbind_place usr/lib/udev ${nonarch_base_libdir}/udev
    dtbind_place usr/lib/modules-load.d ${nonarch_libdir}/modules-load.d
    dtbind_place usr/lib/sysusers.d ${nonarch_libdir}/sysusers.d
}

dtbind_place() {
    if [ -d ${D}/$1 ] && [ ${D}/$1 != ${D}$2 ]; then
        install -d ${D}${2%/*}
        mv ${D}/$1 ${D}$2
        rmdir -p --ignore-fail-on-non-empty ${D}/${1%/*}
    fi
}

FILES:${PN} += "/boot/devicetree ${nonarch_base_libdir} ${nonarch_libdir} ${sysconfdir} ${libexecdir} ${sbindir} ${bindir}"
