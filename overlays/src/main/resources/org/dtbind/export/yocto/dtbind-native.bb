# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Made by dtbind export yocto.
SUMMARY = "dtbind with its own Java: uses nothing else on the build host"
DESCRIPTION = "Generates overlays from a declaration, and the files with which a target binds the devices."
SECTION = "devel"
LICENSE = "Apache-2.0 & BSD-3-Clause & GPL-2.0-with-classpath-exception"
LIC_FILES_CHKSUM = "file://LICENSE;md5=@LICENSE_MD5@"

# The archive from dtbind's ./release, and the checksum in its .sha256 file. If the archive is on your
# own server, set both in a .conf file.
DTBIND_TOOL_URI ?= "@URI@"
DTBIND_TOOL_SHA256 ?= "@SHA256@"
SRC_URI = "${DTBIND_TOOL_URI}"
SRC_URI[sha256sum] = "${DTBIND_TOOL_SHA256}"
S = "${@d.getVar('UNPACKDIR') or d.getVar('WORKDIR')}/dtbind-@VERSION@"

# The archive contains a Java for one processor.
COMPATIBLE_HOST = "@PROCESSORS@.*-linux"
INHIBIT_DEFAULT_DEPS = "1"

inherit native

python () {
    if not d.getVar('DTBIND_TOOL_URI') or not d.getVar('DTBIND_TOOL_SHA256'):
        raise bb.parse.SkipRecipe('set DTBIND_TOOL_URI and DTBIND_TOOL_SHA256 to where the archive of dtbind is, and to its sum')
}

# BitBake checks the checksums of downloads, but not of files in a layer.
python dtbind_verify_tool() {
    uri = d.getVar('SRC_URI').split()[0]
    wanted = d.getVar('DTBIND_TOOL_SHA256').lower()
    path = bb.fetch2.Fetch([uri], d).localpath(uri)
    found = bb.utils.sha256_file(path)
    if found != wanted:
        bb.fatal('%s: sha256 is %s, but DTBIND_TOOL_SHA256 is %s' % (path, found, wanted))
}
do_unpack[prefuncs] += "dtbind_verify_tool"

do_configure[noexec] = "1"
do_compile[noexec] = "1"

do_install() {
    install -d ${D}${bindir} ${D}${libexecdir}/dtbind
    cp -R --no-preserve=ownership ${S}/bin ${S}/lib ${S}/runtime ${D}${libexecdir}/dtbind
    # Do not install the drop-ins for dtc and similar programs, because the build has its own.
    ln -rs ${D}${libexecdir}/dtbind/bin/dtbind ${D}${bindir}/dtbind
}

# The libraries find each other in any directory, and must not be changed.
INHIBIT_SYSROOT_STRIP = "1"
SYSROOT_PREPROCESS_FUNCS:remove = "relocatable_binaries_preprocess"
