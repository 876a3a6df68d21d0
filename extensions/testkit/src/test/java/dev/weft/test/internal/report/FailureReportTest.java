package dev.weft.test.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FailureReportTest {
    @Test
    void theMessageHasAllThatIsKnown() {
        List<Event> events = List.of(
                new Event(1, 1, "a", "release()", 0, null), new Event(2, 2, "b", "connect()", 0, "a would run"));
        assertEquals(
                """
                limit exceeded
                schedule 8 of 2000 fails; 1 deviation from first in, first out; needs: timing
                  replay: @Explore(replay = "w1.f:1")      or  -Dweft.replay=w1.f:1
                     a          b
                  1  release()
                  2             connect()         ◄ deviation: a would run
                                ✗ limit exceeded
                tasks at the failure:
                (T) b RUNNING
                page: target/weft/ConnectorTest.noConnectionIsLost.html
                """,
                Samples.failure("ConnectorTest", "noConnectionIsLost", events)
                                .withPage("target/weft/ConnectorTest.noConnectionIsLost.html")
                                .message()
                        + "\n");
    }

    @Test
    void theFirstScheduleHasNothingToExploreAndNothingUnknownIsPrinted() {
        FailureReport report = new FailureReport(
                "T", "m", "DEADLOCK", "", "", 1, 2_000, "FIFO", 0, List.of(), "", "", List.of("one", "two"), "");
        assertEquals("""
                DEADLOCK
                fails first in, first out: nothing to explore
                hint: one
                hint: two
                """, report.message() + "\n");
    }

    @Test
    void aReplayOfSeveralDeviationsSaysHowMany() {
        FailureReport report =
                new FailureReport("T", "m", "", "", "w1.f:1,g:2", 1, 1, "", 2, List.of(), "", "", List.of(), "");
        assertTrue(
                report.message().startsWith("\nschedule 1 of 1 fails; 2 deviations from first in, first out\n"),
                report::message);
    }
}
