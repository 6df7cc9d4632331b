SUMMARY = "Stands in for a kernel: its headers for devicetrees, and the blob of a board"
LICENSE = "MIT"
LIC_FILES_CHKSUM = "file://${COMMON_LICENSE_DIR}/MIT;md5=0835ade698e0bcf8506ecda2f7b4f302"
SRC_URI = "file://dt-bindings file://board.dts file://board.h"
S = "${@d.getVar('UNPACKDIR') or d.getVar('WORKDIR')}"
PROVIDES = "virtual/kernel"
PACKAGE_ARCH = "${MACHINE_ARCH}"
INHIBIT_DEFAULT_DEPS = "1"
inherit deploy
PACKAGES = ""
PACKAGES_DYNAMIC = "^kernel-module-.*"
do_configure() {
    rm -rf ${STAGING_KERNEL_DIR}
    mkdir -p ${STAGING_KERNEL_DIR}/scripts/dtc/include-prefixes ${STAGING_KERNEL_DIR}/include
    cp -r ${S}/dt-bindings ${STAGING_KERNEL_DIR}/include/
    ln -s ../../../include/dt-bindings ${STAGING_KERNEL_DIR}/scripts/dtc/include-prefixes/dt-bindings
}
do_compile() {
    ${BUILD_CPP} -nostdinc -undef -D__DTS__ -x assembler-with-cpp ${S}/board.dts | dtc -q -@ -I dts -O dtb -o ${B}/board.dtb -
}
do_install[noexec] = "1"
do_deploy() {
    install -Dm 0644 ${B}/board.dtb ${DEPLOYDIR}/board.dtb
    echo kernel > ${DEPLOYDIR}/linux.bin
    printf none > ${DEPLOYDIR}/linux_comp
}
addtask deploy before do_build after do_compile
