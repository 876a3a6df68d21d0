package dev.weft.test.internal.report;

import java.math.BigDecimal;
import java.util.StringJoiner;

/** Writes a duration as people do, and exactly: in a simulation a nanosecond may decide. */
public final class VirtualDuration {
    private static final long MINUTE = 60_000_000_000L;

    private static final String[] LONG_UNITS = {" d", " h", " min"};
    private static final long[] LONG_NANOS = {24 * 60 * MINUTE, 60 * MINUTE, MINUTE};
    private static final String[] UNITS = {" ns", " µs", " ms", " s"};

    private VirtualDuration() {}

    /** Returns for example "2 ms", "1.000000001 s" or "1 h 30 min". */
    public static String of(long nanos) {
        if (nanos < MINUTE) {
            return nanos == 0 ? "0 s" : small(nanos);
        }
        StringJoiner parts = new StringJoiner(" ");
        long rest = nanos;
        for (int i = 0; i < LONG_UNITS.length; i++) {
            if (rest >= LONG_NANOS[i]) {
                parts.add(rest / LONG_NANOS[i] + LONG_UNITS[i]);
                rest %= LONG_NANOS[i];
            }
        }
        if (rest > 0) {
            parts.add(small(rest));
        }
        return parts.toString();
    }

    private static String small(long nanos) {
        int unit = 0;
        for (long size = 1_000; unit < UNITS.length - 1 && nanos >= size; size *= 1_000) {
            unit++;
        }
        return BigDecimal.valueOf(nanos, 3 * unit).stripTrailingZeros().toPlainString() + UNITS[unit];
    }
}
