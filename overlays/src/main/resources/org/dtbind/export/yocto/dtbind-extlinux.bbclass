# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# Made by dtbind export yocto.
#
# UBOOT_EXTLINUX_FDTOVERLAYS for every release: U-Boot supports it, but uboot-extlinux-config.bbclass
# of 4.0 and 5.0 does not. For a .conf file: INHERIT += "dtbind-extlinux".

python () {
    if bb.data.inherits_class('uboot-extlinux-config', d) and 'FDTOVERLAYS' not in d.getVar('UBOOT_EXTLINUX_VARS').split():
        d.appendVarFlag('do_create_extlinux_config', 'postfuncs', ' dtbind_extlinux_overlays')
}

# Add the overlays after each label's FDT or FDTDIR, as in U-Boot's doc/develop/distro.rst.
python dtbind_extlinux_overlays() {
    overlays = (d.getVar('UBOOT_EXTLINUX_FDTOVERLAYS') or '').split()
    if d.getVar('UBOOT_EXTLINUX') != '1' or not overlays:
        return
    config = d.getVar('UBOOT_EXTLINUX_CONFIG')
    with open(config) as file:
        lines = file.readlines()
    if not any(line.split()[:1] in (['FDT'], ['FDTDIR']) for line in lines):
        bb.fatal('UBOOT_EXTLINUX_FDTOVERLAYS: %s has neither FDT nor FDTDIR to apply the overlays to' % config)
    with open(config, 'w') as file:
        for line in lines:
            file.write(line)
            if line.split()[:1] in (['FDT'], ['FDTDIR']):
                file.write('\tFDTOVERLAYS %s\n' % ' '.join(overlays))
}
