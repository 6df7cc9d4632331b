// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of the Ansible collection, alone and on a fleet of boards. */
@NullMarked
package org.dtbind.acceptance.ansible;

import org.jspecify.annotations.NullMarked;
