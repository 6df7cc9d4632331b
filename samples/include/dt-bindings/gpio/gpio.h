/* SPDX-FileCopyrightText: 2026 The dtbind authors */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The flags in the last cell of a GPIO specifier, for sources that are compiled
 * without a kernel tree at hand. Names and numbers are those of the devicetree
 * binding; with a kernel tree, give its include directory first.
 */
#ifndef DTBIND_DT_BINDINGS_GPIO_GPIO_H
#define DTBIND_DT_BINDINGS_GPIO_GPIO_H

/* Bit 0: the level that means "on". */
#define GPIO_ACTIVE_HIGH 0
#define GPIO_ACTIVE_LOW 1

/* Bits 1 and 2: how an output is driven. */
#define GPIO_PUSH_PULL 0
#define GPIO_SINGLE_ENDED 2
#define GPIO_LINE_OPEN_SOURCE 0
#define GPIO_LINE_OPEN_DRAIN 4
#define GPIO_OPEN_DRAIN (GPIO_SINGLE_ENDED | GPIO_LINE_OPEN_DRAIN)
#define GPIO_OPEN_SOURCE (GPIO_SINGLE_ENDED | GPIO_LINE_OPEN_SOURCE)

/* Bit 3: whether the line may lose its state while the controller sleeps. */
#define GPIO_PERSISTENT 0
#define GPIO_TRANSITORY 8

/* Bits 4 to 6: the resistor at the line. */
#define GPIO_PULL_UP 16
#define GPIO_PULL_DOWN 32
#define GPIO_PULL_DISABLE 64

#endif
