/** The launcher of a checkout, as somebody types it. */
@NullMarked
package org.dtbind.acceptance.launcher;

import org.jspecify.annotations.NullMarked;
