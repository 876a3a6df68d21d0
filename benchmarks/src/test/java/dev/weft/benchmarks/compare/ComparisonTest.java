package dev.weft.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.benchmarks.compare.Comparison.Verdict;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Pair AS_FAST = pair(100, 105, 24, 24);
    private static final Pair SLOWER = pair(100, 105.1, 24, 24);
    private static final Pair FASTER = pair(100, 80, 24, 24);
    private static final Pair MORE_BYTES = pair(100, 100, 24, 32);

    private static Pair pair(double olderNanos, double newerNanos, double olderBytes, double newerBytes) {
        return new Pair(figures(olderNanos, olderBytes), figures(newerNanos, newerBytes));
    }

    private static Figures figures(double nanos, double bytes) {
        return new Figures(List.of(new Sample(nanos, bytes)));
    }

    private static Figures times(double... nanos) {
        return new Figures(
                DoubleStream.of(nanos).mapToObj(n -> new Sample(n, 0)).toList());
    }

    private static Comparison comparison(Pair... repetitions) {
        return new Comparison("benchmark", List.of(repetitions));
    }

    @Test
    void medianIsNotMovedByOneDisturbedFork() {
        assertEquals(3, times(2, 3, 1, 4, 1_000).nanos());
        assertEquals(2.5, times(4, 2, 3, 1).nanos());
        assertThrows(IllegalStateException.class, () -> times().nanos());
    }

    @Test
    void asFastOnceNeedsNoRepetition() {
        assertFalse(comparison(AS_FAST).isOpen());
        assertEquals(Verdict.SAME, comparison(AS_FAST).verdict());
        assertFalse(comparison(FASTER).isOpen());
    }

    @Test
    void slowerIsMeasuredAgainUpToThreeTimes() {
        assertTrue(comparison(SLOWER).isOpen());
        assertTrue(comparison(SLOWER, SLOWER).isOpen());
        assertFalse(comparison(SLOWER, SLOWER, SLOWER).isOpen());
    }

    @Test
    void slowerOnlyIfSlowerInAllThree() {
        assertEquals(Verdict.SAME, comparison(SLOWER).verdict());
        assertEquals(Verdict.SAME, comparison(SLOWER, SLOWER).verdict());
        assertEquals(Verdict.SLOWER, comparison(SLOWER, SLOWER, SLOWER).verdict());
        assertEquals(Verdict.SAME, comparison(SLOWER, SLOWER, AS_FAST).verdict());
        assertFalse(comparison(SLOWER, AS_FAST).isOpen());
    }

    @Test
    void otherBytesOnlyIfInAllThree() {
        assertTrue(comparison(MORE_BYTES).isOpen());
        assertEquals(
                Verdict.OTHER_BYTES,
                comparison(MORE_BYTES, MORE_BYTES, MORE_BYTES).verdict());
        assertFalse(comparison(MORE_BYTES, AS_FAST).isOpen());
    }

    @Test
    void fewerBytesAreOtherBytes() {
        assertTrue(pair(1, 1, 32, 24).hasOtherBytes());
    }

    @Test
    void whatARunAllocatesOnceIsNoOtherBytes() {
        assertFalse(pair(1, 1, 24.4, 24.6).hasOtherBytes());
        assertFalse(pair(1, 1, 0, 0.24).hasOtherBytes());
    }

    @Test
    void bothFaults() {
        var bad = pair(1, 2, 24, 32);
        assertEquals(Verdict.SLOWER_AND_OTHER_BYTES, comparison(bad, bad, bad).verdict());
        // one fault in each repetition, but never the same
        assertEquals(Verdict.SAME, comparison(SLOWER, MORE_BYTES, SLOWER).verdict());
    }

    @Test
    void bestRepetitionIsShown() {
        assertEquals(FASTER, comparison(SLOWER, FASTER).best());
    }
}
