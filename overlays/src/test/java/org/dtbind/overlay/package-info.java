/** Tests of overlays. */
@NullMarked
package org.dtbind.overlay;

import org.jspecify.annotations.NullMarked;
