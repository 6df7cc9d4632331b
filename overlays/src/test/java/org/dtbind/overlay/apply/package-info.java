/** Tests of merging overlays. */
@NullMarked
package org.dtbind.overlay.apply;

import org.jspecify.annotations.NullMarked;
