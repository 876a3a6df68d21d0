package dev.weft.test.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final List<Event> events = new ArrayList<>();

    private void event(int step, long lane, String name, String what, long millis, String deviation) {
        events.add(new Event(step, lane, name, what, millis * 1_000_000, deviation));
    }

    private void event(int step, long lane, String name, String what) {
        event(step, lane, name, what, 0, null);
    }

    private List<String> lines(String failure) {
        return Lanes.text(events, failure).lines().toList();
    }

    @Test
    void aColumnForEachTaskALineForEachStep() {
        events.addAll(Samples.connector());
        assertEquals("""
                           loop                        a          b                           c
                 11                                    starts
                 12                                               starts
                 13                                                                           starts
                 14                                    release()
                                                       wakes b
                 15  2 ms  time passes 2 ms: c is due             ···                         ···                                ◄ deviation
                 16                                                                           connect() Models.java:38, free: 1
                 17                                               connect() goes on, line 36                                     ◄ deviation: c would run
                                                                  ✗ limit exceeded
                """, Lanes.text(events, "limit exceeded\nmore") + "\n");
    }

    @Test
    void withoutTimeThereIsNoColumnForIt() {
        event(1, 1, "ann", "begins");
        event(2, 2, "", "begins");
        assertEquals("     ann     task 2\n  1  begins\n  2          begins", Lanes.text(events, ""));
    }

    @Test
    void tasksOfTheSameNameAreToldApart() {
        event(1, 1, "worker", "begins");
        event(2, 2, "worker", "begins");
        assertEquals("     worker [1]  worker [2]", lines("").get(0));
    }

    @Test
    void nothingIsNothing() {
        assertEquals("", Lanes.text(List.of(), "failed"));
    }

    @Test
    void theTasksThatAreTooManyShareAColumn() {
        for (int i = 1; i <= 20; i++) {
            event(i, i, "t" + i, "step", 0, i == 12 ? "" : null);
        }
        List<String> lines = lines("failed");
        assertEquals(
                List.of("t1", "t2", "t3", "t4", "t5", "t6", "t12", "t20", "other"),
                List.of(lines.get(0).strip().split(" +", -1)));
        assertTrue(lines.get(7).endsWith("  t7: step"), lines.get(7));
        assertTrue(lines.get(12).endsWith("◄ deviation"), lines.get(12));
        assertEquals(lines.get(20).indexOf("step"), lines.get(21).indexOf("✗ failed"));
    }

    @Test
    void ofALongRunTheDeviationsAndTheEndAreKept() {
        for (int i = 1; i <= 1_000; i++) {
            event(i, i % 3, "t" + i % 3, "step", 0, i == 100 || i == 500 ? "" : null);
        }
        List<String> lines = lines("failed");
        assertEquals("     … 95 steps …", lines.get(1));
        assertTrue(lines.get(2).startsWith("  96  "), lines.get(2));
        assertEquals(2, lines.stream().filter(line -> line.contains("◄")).count());
        assertEquals(3, lines.stream().filter(line -> line.contains("…")).count());
        assertTrue(lines.get(lines.size() - 2).startsWith("1000  "), lines.get(lines.size() - 2));
        assertEquals(1 + 60 + 3 + 1, lines.size());
    }

    @Test
    void manyDeviationsOfALongRunAreBounded() {
        for (int i = 1; i <= 10_000; i++) {
            event(i, i % 50, "t" + i % 50, "step", i, "");
        }
        List<String> lines = lines("failed");
        assertEquals(
                60, lines.stream().filter(line -> line.endsWith("◄ deviation")).count());
        assertEquals("     … 9940 steps …", lines.get(1));
    }

    @Test
    void whatIsWideIsWrappedAndNoLineIsTooLong() {
        for (int i = 1; i <= 9; i++) {
            event(
                    i,
                    i,
                    "a task with a long name " + i,
                    "does something that takes many words to tell ".repeat(i),
                    i,
                    "x".repeat(90));
        }
        for (String line : lines("failed ".repeat(50))) {
            assertTrue(line.length() <= 140, line);
        }
    }

    @Test
    void hostileTextStaysInItsCell() {
        event(1, 1, "a\nb", "x\u001b[31m\r\n\u2028y", 0, "d\ne");
        event(2, 1, "a\nb", "😀".repeat(1_000));
        List<String> lines = lines("failed");
        assertEquals("     a\\nb", lines.get(0).stripTrailing());
        assertTrue(lines.get(1).contains("x\\u001b[31m\\u000d\\n\\u2028y"), lines.get(1));
        assertTrue(lines.get(1).endsWith("◄ deviation: d\\ne"), lines.get(1));
        assertFalse(String.join("", lines).matches(".*\\p{Cntrl}.*"));
    }
}
