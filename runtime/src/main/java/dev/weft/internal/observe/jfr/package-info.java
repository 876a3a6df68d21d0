/**
 * The events of Flight Recorder. The classes are internal; users know the events by their names in a recording. Loaded
 * only if the module {@code jdk.jfr} is present and a recorder has been initialised.
 */
@NullMarked
package dev.weft.internal.observe.jfr;

import org.jspecify.annotations.NullMarked;
