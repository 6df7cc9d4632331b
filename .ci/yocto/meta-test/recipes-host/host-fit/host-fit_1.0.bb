SUMMARY = "Stands in for what has a FIT image made: the kernel's recipe in 4.0 and 5.0, linux-yocto-fitimage in 6.0"
LICENSE = "MIT"
LIC_FILES_CHKSUM = "file://${COMMON_LICENSE_DIR}/MIT;md5=0835ade698e0bcf8506ecda2f7b4f302"
INHIBIT_DEFAULT_DEPS = "1"
PACKAGE_ARCH = "${MACHINE_ARCH}"
KERNEL_IMAGETYPES = "fitImage"
KERNEL_IMAGETYPE = "fitImage"
KERNEL_DEVICETREE = "board.dtb"
KERNEL_OUTPUT_DIR = "arch/${ARCH}/boot"
UBOOT_LOADADDRESS = "0x200000"
UBOOT_ENTRYPOINT = "0x200000"
UBOOT_DTBO_LOADADDRESS = "0x4000000"
UBOOT_MKIMAGE = "mkimage"
UBOOT_MACHINE = "any_defconfig"
inherit nopackages deploy kernel-arch
inherit ${@'kernel-fit-image' if bb.utils.which(d.getVar('BBPATH'), 'classes-recipe/kernel-fit-image.bbclass') else 'kernel-fitimage'}
do_configure[noexec] = "1"
do_install[noexec] = "1"
B = "${WORKDIR}/build"

# As a kernel's recipe has built it, in 4.0 and 5.0.
kernel_built() {
    install -Dm 0644 ${DEPLOY_DIR_IMAGE}/linux.bin ${B}/${KERNEL_OUTPUT_DIR}/vmlinuz.bin
    install -Dm 0644 ${DEPLOY_DIR_IMAGE}/board.dtb ${B}/${KERNEL_OUTPUT_DIR}/dts/board.dtb
}
do_assemble_fitimage[prefuncs] += "kernel_built"
do_assemble_fitimage[depends] += "virtual/kernel:do_deploy"

do_deploy() {
    for image in ${B}/fitImage ${B}/${KERNEL_OUTPUT_DIR}/fitImage; do
        [ ! -e $image ] || install -Dm 0644 $image ${DEPLOYDIR}/fitImage
    done
}
addtask deploy after do_install before do_build
