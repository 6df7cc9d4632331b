/** Tests of generating overlays. */
@NullMarked
package org.dtbind.overlay.generate;

import org.jspecify.annotations.NullMarked;
