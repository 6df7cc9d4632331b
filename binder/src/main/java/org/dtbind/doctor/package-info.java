// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Examines which features of dtbind a system and the permissions of a user allow, and which
 * requirements are missing.
 */
@NullMarked
package org.dtbind.doctor;

import org.jspecify.annotations.NullMarked;
