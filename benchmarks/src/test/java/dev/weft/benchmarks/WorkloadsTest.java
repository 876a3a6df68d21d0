package dev.weft.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.benchmarks.count.Invocations;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs each benchmark of each peer once; each checks its own result. Benchmarks that need other threads are left out. */
class WorkloadsTest {
    static Stream<String> benchmarks() {
        var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        return BenchmarkList.defaultList()
                .find(silent, List.of(".*"), List.of("\\.virtualThread", "\\.X3", "\\.kit\\."))
                .stream()
                .map(BenchmarkListEntry::getUsername)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void givesWhatIsExpected(String benchmark) throws ReflectiveOperationException {
        new Invocations(getClass().getClassLoader(), benchmark).invoke();
    }

    @Test
    void valuesAreOutsideTheCacheOfBoxedIntegers() {
        for (int i = 0; i < 1_024; i++) {
            int value = Values.of(i);
            assertTrue(value > 127, () -> "value " + value);
        }
    }
}
