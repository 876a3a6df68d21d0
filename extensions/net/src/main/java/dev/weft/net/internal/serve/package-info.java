/**
 * Servers: a task for each connection, and how they are stopped. It does not know where connections come from.
 *
 * <p>Layer: above the API's interfaces only.
 */
@NullMarked
package dev.weft.net.internal.serve;

import org.jspecify.annotations.NullMarked;
