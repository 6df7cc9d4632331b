/** Yocto layers that dtbind exports, and what BitBake builds of them. */
@NullMarked
package org.dtbind.acceptance.yocto;

import org.jspecify.annotations.NullMarked;
