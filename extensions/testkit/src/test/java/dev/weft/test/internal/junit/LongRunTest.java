package dev.weft.test.internal.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The properties of a long run. */
class LongRunTest {
    private final @Nullable String factor = System.getProperty(LongRun.FACTOR);
    private final @Nullable String seed = System.getProperty(LongRun.SEED);

    @BeforeEach
    void clear() {
        set(LongRun.FACTOR, null);
        set(LongRun.SEED, null);
    }

    @AfterEach
    void restore() {
        set(LongRun.FACTOR, factor);
        set(LongRun.SEED, seed);
    }

    private static void set(String property, @Nullable String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    @Test
    void withoutThemAllIsAsTheAnnotationSays() {
        assertEquals(1_000, LongRun.schedules(1_000));
        assertEquals(10_000, LongRun.millis(10_000));
        assertEquals(-7, LongRun.seed(-7));
    }

    @Test
    void theFactorMultipliesSchedulesAndTime() {
        set(LongRun.FACTOR, "100");
        assertEquals(100_000, LongRun.schedules(1_000));
        assertEquals(1_000_000, LongRun.millis(10_000));
        assertEquals(Integer.MAX_VALUE, LongRun.schedules(Integer.MAX_VALUE));
        assertEquals(Long.MAX_VALUE, LongRun.millis(Long.MAX_VALUE));
    }

    @Test
    void theSeedGivesEachTestAnotherOne() {
        set(LongRun.SEED, "3");
        assertEquals(-4, LongRun.seed(-7));
        assertEquals(8, LongRun.seed(5));
    }

    @Test
    void whatIsNoNumberIsRefusedByName() {
        set(LongRun.FACTOR, "many");
        var thrown = assertThrows(ExtensionConfigurationException.class, () -> LongRun.schedules(1));
        assertTrue(thrown.getMessage().contains("-Dweft.explore.factor=many"), thrown::getMessage);
        set(LongRun.FACTOR, "0");
        assertThrows(ExtensionConfigurationException.class, () -> LongRun.millis(1));
    }
}
