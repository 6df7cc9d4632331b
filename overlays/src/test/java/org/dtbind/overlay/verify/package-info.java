/** Tests of checking overlays on their base. */
@NullMarked
package org.dtbind.overlay.verify;

import org.jspecify.annotations.NullMarked;
