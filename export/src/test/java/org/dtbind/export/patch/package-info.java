/** Tests of exporting kernel patches. */
@NullMarked
package org.dtbind.export.patch;

import org.jspecify.annotations.NullMarked;
