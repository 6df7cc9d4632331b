SUMMARY = "Stands in for linux-yocto: deploys the options that layers add to the kernel"
LICENSE = "CLOSED"
S = "${@d.getVar('UNPACKDIR') or d.getVar('WORKDIR')}"
PACKAGE_ARCH = "${MACHINE_ARCH}"
INHIBIT_DEFAULT_DEPS = "1"
inherit deploy nopackages
do_configure[noexec] = "1"
do_compile[noexec] = "1"
do_install[noexec] = "1"
do_deploy() {
    cat ${S}/features/*.cfg > ${DEPLOYDIR}/linux-options
}
addtask deploy before do_build after do_unpack
