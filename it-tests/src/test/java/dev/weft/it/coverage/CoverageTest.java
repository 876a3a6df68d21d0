package dev.weft.it.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.it.harness.ClassFiles;
import dev.weft.it.harness.Weaving;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jacoco.core.analysis.IBundleCoverage;
import org.jacoco.core.analysis.IMethodCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What JaCoCo reports on async methods. If it instruments what the compiler wrote, and the instrumented classes are woven,
 * its report is that of a blocking program, whether awaits suspend or not: both copies of a body hold the same probes. If
 * it instruments woven classes, it leaves all out that is synthetic: of an async method, its stub remains.
 */
@Timeout(60)
class CoverageTest {
    /** Its handler runs only when the method fails before it suspends. */
    private static final String HOT_STUB = "partly";

    /** Stub, hot entry, resume entry, dispatcher: in the order of the class file. */
    private static final List<Integer> OF_LAMBDA = List.of(0, 2, 2, 2);

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
        var methods = methods(coverage.report(woven));
        methods.removeIf(CoverageTest::isOfLambda);
        assertEquals(
                List.of("cold: 0 branches, full", "hot: 0 branches, " + HOT_STUB, "notCalled: 0 branches, missed"),
                methods.stream().map(CoverageTest::show).toList());
        for (var method : methods) {
            assertEquals(
                    method.getFirstLine(), method.getLastLine(), () -> method.getName() + " is one line, its first");
        }
    }

    /** JaCoCo takes synthetic methods named {@code lambda$…} for code of the source, so both copies, and the branches. */
    @Test
    void entriesOfLambdasAreCountedIfWovenFirst() throws Exception {
        var woven = Weaving.weave(CoveredSource.compiled(17), Weaving.runtime());
        var methods = methods(new Coverage().report(woven));
        methods.removeIf(method -> !isOfLambda(method));
        assertEquals(
                OF_LAMBDA,
                methods.stream()
                        .map(method -> method.getBranchCounter().getTotalCount())
                        .toList());
    }

    private static boolean isOfLambda(IMethodCoverage method) {
        return method.getName().startsWith("lambda$");
    }

    private static String show(IMethodCoverage method) {
        return method.getName() + ": " + method.getBranchCounter().getTotalCount() + " branches, "
                + Coverage.show(method.getLine(method.getFirstLine()));
    }

    private static List<IMethodCoverage> methods(IBundleCoverage report) {
        return report.getPackages().stream()
                .flatMap(p -> p.getClasses().stream())
                .flatMap(c -> c.getMethods().stream())
                .sorted(Comparator.comparing(IMethodCoverage::getName))
                .collect(Collectors.toCollection(ArrayList::new));
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
