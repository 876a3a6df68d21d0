package dev.weft.ports;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A clock says itself whether it is the machine's. */
class ClockTest {
    @Test
    void theMachinesClockIsRealAndVirtualTimeIsNot() {
        assertTrue(Clock.system().isRealTime(), "the machine's clock");
        assertFalse(new VirtualTime().isRealTime(), "virtual time");
    }

    @Test
    void aClockThatSaysNothingIsTakenForReal() {
        Clock lambda = () -> 0;
        assertTrue(lambda.isRealTime(), "a clock that has nothing but a time");
    }
}
