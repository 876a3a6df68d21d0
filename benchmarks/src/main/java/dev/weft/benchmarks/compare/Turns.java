package dev.weft.benchmarks.compare;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Who is measured when: A B B A A B …, for two builds. A machine that grows slower, or faster, does so for both: of A B A B the
 * second would always be the later one.
 */
final class Turns {
    private Turns() {}

    /** The indices of builds, each so many times. */
    static List<Integer> of(int builds, int each) {
        return IntStream.range(0, each)
                .boxed()
                .flatMap(round -> IntStream.range(0, builds).mapToObj(i -> round % 2 == 0 ? i : builds - 1 - i))
                .toList();
    }
}
