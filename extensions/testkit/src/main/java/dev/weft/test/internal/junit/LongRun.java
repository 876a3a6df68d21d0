package dev.weft.test.internal.junit;

import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * System properties for a long run of explorations, for example at night: {@code weft.explore.factor} multiplies their
 * schedules and their time, {@code weft.explore.seed} is added to their seeds, so that they try others.
 */
final class LongRun {
    static final String FACTOR = "weft.explore.factor";
    static final String SEED = "weft.explore.seed";

    private LongRun() {}

    static int schedules(int given) {
        return (int) Math.min(Integer.MAX_VALUE, given * factor());
    }

    static long millis(long given) {
        return given > Long.MAX_VALUE / factor() ? Long.MAX_VALUE : given * factor();
    }

    static long seed(long given) {
        return given + number(SEED, 0);
    }

    private static long factor() {
        long factor = number(FACTOR, 1);
        if (factor < 1 || factor > Integer.MAX_VALUE) {
            throw new ExtensionConfigurationException("-D" + FACTOR + "=" + factor + ": must be at least 1");
        }
        return factor;
    }

    private static long number(String property, long otherwise) {
        String given = System.getProperty(property, "").trim();
        try {
            return given.isEmpty() ? otherwise : Long.parseLong(given);
        } catch (NumberFormatException e) {
            throw new ExtensionConfigurationException("-D" + property + "=" + given + ": not a number", e);
        }
    }
}
