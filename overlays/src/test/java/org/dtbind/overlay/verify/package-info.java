/** Tests of verifying overlays against their base. */
@NullMarked
package org.dtbind.overlay.verify;

import org.jspecify.annotations.NullMarked;
