package dev.weft.test.internal.report;

import java.util.List;

/** A failure to show. */
final class Samples {
    private Samples() {}

    static List<Event> connector() {
        return List.of(
                new Event(11, 1, "a", "starts", 0, null),
                new Event(12, 2, "b", "starts", 0, null),
                new Event(13, 3, "c", "starts", 0, null),
                new Event(14, 1, "a", "release()", 0, null),
                new Event(14, 1, "a", "wakes b", 0, null),
                new Event(15, 0, "", "time passes 2 ms: c is due", 2_000_000, ""),
                new Event(16, 3, "c", "connect() Models.java:38, free: 1", 2_000_000, null),
                new Event(17, 2, "b", "connect() goes on, line 36", 2_000_000, "c would run"));
    }

    static FailureReport failure(String testClass, String method, List<Event> events) {
        return new FailureReport(
                testClass,
                method,
                "limit exceeded\nexpected <1>",
                "timing",
                "w1.f:1",
                8,
                2_000,
                "DEVIATIONS",
                1,
                events,
                "(T) b RUNNING",
                "java.lang.AssertionError: limit exceeded",
                List.of(),
                "");
    }
}
