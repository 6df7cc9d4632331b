SUMMARY = "A device that the board's devicetree has already: nothing but to bind it"
LICENSE = "CLOSED"
SRC_URI = "file://bindings.yaml file://door.dts file://include"
DTBIND_BASE = "door.dts"
DTBIND_INCLUDE = "include"
inherit dtbind
inherit useradd
USERADD_PACKAGES = "${PN}"
GROUPADD_PARAM:${PN} = "--system doors"
