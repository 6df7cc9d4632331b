/** Yocto layers that dtbind exports, and what BitBake builds from them. */
@NullMarked
package org.dtbind.acceptance.yocto;

import org.jspecify.annotations.NullMarked;
