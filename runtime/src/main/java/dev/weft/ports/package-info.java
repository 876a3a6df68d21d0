/**
 * The ports of an event loop. Tests and adapters implement {@link dev.weft.ports.Clock} and
 * {@link dev.weft.ports.Poller}, through which the loop sees the outside world, or {@link dev.weft.ports.Host}, on whose
 * thread it runs. They use {@link dev.weft.ports.IoWait}
 * and {@link dev.weft.ports.LoopInspection}, which the loop offers.
 *
 * <p>Layer: the lowest; it uses nothing but the faces of {@code dev.weft}. Invariant: nothing here names an
 * implementation.
 */
@NullMarked
package dev.weft.ports;

import org.jspecify.annotations.NullMarked;
