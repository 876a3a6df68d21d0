package dev.weft.it.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.it.harness.ClassFiles;
import dev.weft.it.harness.Weaving;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jacoco.core.analysis.IBundleCoverage;
import org.jacoco.core.analysis.IMethodCoverage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What JaCoCo reports on async methods. If it instruments what the compiler wrote, and the instrumented classes are woven,
 * its report is that of a blocking program, whether awaits suspend or not: both copies of a body hold the same probes. If
 * it instruments woven classes, it leaves out what is generated: an async method has been called or not, its lines are in
 * no report, no branch is counted.
 */
@Tag("jdk")
@Timeout(60)
class CoverageTest {
    @ParameterizedTest
    @CsvSource({"8, false", "8, true", "11, false", "11, true", "17, false", "17, true"})
    void instrumentedThenWoven(int release, boolean suspended) throws Exception {
        var unwoven = CoveredSource.compiled(release);
        var coverage = new Coverage();
        run(Weaving.weave(coverage.instrumented(unwoven), Weaving.runtime()), suspended);
        var report = coverage.report(unwoven);
        assertEquals(CoveredSource.expected(), Coverage.lines(report));
        assertEquals(4, report.getBranchCounter().getTotalCount());
        assertEquals(2, report.getBranchCounter().getCoveredCount());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wovenThenInstrumented(boolean suspended) throws Exception {
        var woven = Weaving.weave(CoveredSource.compiled(17), Weaving.runtime());
        var coverage = new Coverage();
        run(coverage.instrumented(woven), suspended);
        var report = coverage.report(woven);
        assertEquals(Map.of(), Coverage.lines(report));
        assertEquals(0, report.getBranchCounter().getTotalCount(), "branches");
        assertEquals(List.of("cold", "hot", "lambda$cold$0", "notCalled"), methods(report, method -> true));
        assertEquals(
                List.of("cold", "hot", "lambda$cold$0"),
                methods(report, method -> method.getMethodCounter().getCoveredCount() == 1));
    }

    private static List<String> methods(IBundleCoverage report, Predicate<IMethodCoverage> which) {
        return report.getPackages().stream()
                .flatMap(p -> p.getClasses().stream())
                .flatMap(c -> c.getMethods().stream())
                .filter(which)
                .map(IMethodCoverage::getName)
                .sorted()
                .toList();
    }

    private static void run(ClassFiles files, boolean suspended) throws Exception {
        var target = Class.forName(CoveredSource.NAME, true, files.loader("covered"));
        var x = new CompletableFuture<Integer>();
        var y = new CompletableFuture<Integer>();
        var future = CompletableFuture.class;
        if (!suspended) {
            x.complete(2);
            y.complete(3);
        }
        var hot = (CompletableFuture<?>) target.getMethod("hot", future).invoke(null, x);
        assertEquals(!suspended, hot.isDone());
        try (var loop = EventLoop.create()) {
            var cold = (Coroutine<?>) target.getMethod("cold", future, future).invoke(null, x, y);
            var task = loop.start(cold);
            loop.execute(() -> loop.execute(() -> x.complete(2)));
            task.onDone(done -> loop.stop());
            x.thenRun(() -> loop.execute(() -> loop.execute(() -> y.complete(3))));
            loop.runForever();
            assertEquals(9, task.resultNow());
        }
        assertEquals(2, hot.join());
    }
}
