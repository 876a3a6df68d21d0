package dev.weft.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void twoBuildsAlternateThereAndBack() {
        assertEquals(List.of(0, 1, 1, 0, 0, 1, 1, 0, 0, 1), Turns.of(2, 5));
    }

    @Test
    void oneBuildHasAllTurns() {
        assertEquals(List.of(0, 0, 0), Turns.of(1, 3));
    }
}
