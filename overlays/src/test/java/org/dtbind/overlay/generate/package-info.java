/** Tests of making overlays. */
@NullMarked
package org.dtbind.overlay.generate;

import org.jspecify.annotations.NullMarked;
