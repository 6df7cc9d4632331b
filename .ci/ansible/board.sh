#!/bin/bash
# SPDX-FileCopyrightText: 2026 The dtbind authors
# SPDX-License-Identifier: Apache-2.0
#
# board.sh NUMBER: prints the devicetree source of a board. No two are the same: the number of lines,
# the label of the chip and the offsets of the door's lines depend on the number.

n=$1
cat << END
/dts-v1/;

/ {
	model = "dtbind board $n";
	compatible = "dtbind,board-$n";
	#address-cells = <1>;
	#size-cells = <1>;

	gpio-sim {
		compatible = "gpio-simulator";

		pio: bank {
			gpio-controller;
			#gpio-cells = <2>;
			ngpios = <$((16 + n))>;
			gpio-sim,label = "pio$n";
			gpio-line-names = "", "", "", "", "", "", "", "", "", "", "", "", "stop-button", "siren";
		};
	};

	door {
		compatible = "dtbind,door";
		gpios = <&pio $((n % 8)) 0>, <&pio $((n % 8 + 1)) 1>;
		gpio-line-names = "open", "lock";
	};

	gate {
		compatible = "dtbind,gate";
		gpios = <&pio 10 0>;
		gpio-line-names = "gate";
	};
};
END
