// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

#ifndef CASES_MACROS_H
#define CASES_MACROS_H

#define ONE 1
#define TWO (ONE + 1) /* a comment
	over two lines */
#define SUM(a, b) ((a) + (b))
#define JOIN(a, b) a ## b
#define NAME(x) #x
#define ALL(...) __VA_ARGS__ 0
#undef ALL
#define ALL(a, ...) a __VA_ARGS__
#undef ALL
#define ALL(a, b, c) a b \
	c
#define FIRST(a, ...) a
#define SELF (SELF_INNER + 1)
#define SELF_INNER 41

#endif
