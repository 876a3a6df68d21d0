package dev.weft.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

    private static void assertOpen(boolean open, Pair... repetitions) {
        var comparison = comparison(repetitions);
        assertEquals(open, comparison.isOpen(), comparison::toString);
    }

    private static void assertOtherBytes(boolean other, Pair pair) {
        assertEquals(other, pair.hasOtherBytes(), pair::toString);
    }

    @Test
    void medianIsNotMovedByOneDisturbedFork() {
        assertEquals(3, times(2, 3, 1, 4, 1_000).nanos());
        assertEquals(2.5, times(4, 2, 3, 1).nanos());
        assertThrows(IllegalStateException.class, () -> times().nanos());
    }

    @Test
    void asFastOnceNeedsNoRepetition() {
        assertOpen(false, AS_FAST);
        assertEquals(Verdict.SAME, comparison(AS_FAST).verdict());
        assertOpen(false, FASTER);
    }

    @Test
    void slowerIsMeasuredAgainUpToThreeTimes() {
        assertOpen(true, SLOWER);
        assertOpen(true, SLOWER, SLOWER);
        assertOpen(false, SLOWER, SLOWER, SLOWER);
    }

    @Test
    void slowerOnlyIfSlowerInAllThree() {
        assertEquals(Verdict.SAME, comparison(SLOWER).verdict());
        assertEquals(Verdict.SAME, comparison(SLOWER, SLOWER).verdict());
        assertEquals(Verdict.SLOWER, comparison(SLOWER, SLOWER, SLOWER).verdict());
        assertEquals(Verdict.SAME, comparison(SLOWER, SLOWER, AS_FAST).verdict());
        assertOpen(false, SLOWER, AS_FAST);
    }

    @Test
    void otherBytesOnlyIfInAllThree() {
        assertOpen(true, MORE_BYTES);
        assertEquals(
                Verdict.OTHER_BYTES,
                comparison(MORE_BYTES, MORE_BYTES, MORE_BYTES).verdict());
        assertOpen(false, MORE_BYTES, AS_FAST);
    }

    @Test
    void fewerBytesAreOtherBytes() {
        assertOtherBytes(true, pair(1, 1, 32, 24));
    }

    @Test
    void whatARunAllocatesOnceIsNoOtherBytes() {
        assertOtherBytes(false, pair(1, 1, 24.4, 24.6));
        assertOtherBytes(false, pair(1, 1, 0, 0.24));
    }

    @Test
    void bothFaults() {
        var bad = pair(1, 2, 24, 32);
        assertEquals(Verdict.SLOWER_AND_OTHER_BYTES, comparison(bad, bad, bad).verdict());
        // each repetition has a fault, but none has it three times
        assertEquals(Verdict.SAME, comparison(SLOWER, MORE_BYTES, SLOWER).verdict());
    }

    @Test
    void bestRepetitionIsShown() {
        assertEquals(FASTER, comparison(SLOWER, FASTER).best());
    }
}
