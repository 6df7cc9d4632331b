/* SPDX-FileCopyrightText: 2026 The dtbind authors */
/* SPDX-License-Identifier: Apache-2.0 */
#define BOARD_LINES 32
