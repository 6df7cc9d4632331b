SUMMARY = "As a user may write it: a base in source, with a header of its own"
LICENSE = "CLOSED"
SRC_URI = "file://bindings.yaml file://board.dts file://include"
DTBIND_BASE = "board.dts"
DTBIND_INCLUDE = "include"
inherit dtbind
inherit useradd
USERADD_PACKAGES = "${PN}"
GROUPADD_PARAM:${PN} = "--system doors"
