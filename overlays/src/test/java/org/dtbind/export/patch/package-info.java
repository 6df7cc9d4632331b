/** Tests of patches. */
@NullMarked
package org.dtbind.export.patch;

import org.jspecify.annotations.NullMarked;
