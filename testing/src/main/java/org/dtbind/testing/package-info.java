// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Classes that the tests of several modules share. They do not depend on classes of these modules.
 */
@NullMarked
package org.dtbind.testing;

import org.jspecify.annotations.NullMarked;
