/**
 * Names of hosts: how their addresses are found and tried.
 *
 * <p>Layer: above the API's interfaces only.
 */
@NullMarked
package dev.weft.net.internal.name;

import org.jspecify.annotations.NullMarked;
