SUMMARY = "Stands in for U-Boot: what OE-core's class makes of its settings"
LICENSE = "MIT"
LIC_FILES_CHKSUM = "file://${COMMON_LICENSE_DIR}/MIT;md5=0835ade698e0bcf8506ecda2f7b4f302"
PACKAGE_ARCH = "${MACHINE_ARCH}"
INHIBIT_DEFAULT_DEPS = "1"
S = "${@d.getVar('UNPACKDIR') or d.getVar('WORKDIR')}"
inherit nopackages deploy uboot-extlinux-config
UBOOT_EXTLINUX = "1"
UBOOT_EXTLINUX_ROOT = "root=/dev/mmcblk0p2"
UBOOT_EXTLINUX_CONSOLE = ""
UBOOT_EXTLINUX_KERNEL_IMAGE = "../Image"
UBOOT_EXTLINUX_LABELS = "linux rescue"
do_configure[noexec] = "1"
do_compile[noexec] = "1"
do_install[noexec] = "1"
do_deploy() {
    install -Dm 0644 ${UBOOT_EXTLINUX_CONFIG} ${DEPLOYDIR}/extlinux.conf
}
addtask deploy before do_build after do_compile
