/**
 * The events that Flight Recorder gets. Internal: named by what they are called in a recording. Loaded only where the
 * module {@code jdk.jfr} is there and a recorder has been initialised.
 */
@NullMarked
package dev.weft.internal.observe.jfr;

import org.jspecify.annotations.NullMarked;
