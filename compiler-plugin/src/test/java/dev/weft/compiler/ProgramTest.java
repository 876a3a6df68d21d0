package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Program;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole small programs, compiled in several ways, woven, verified by the JVM and run. */
class ProgramTest {

    private static final String SUM = """
            class Sum {
                @Async static Coroutine<Integer> of(Integer a, Integer b) {
                    int left = await(later(a));
                    return result(left + await(later(b)));
                }
                @Async static <T> Coroutine<T> later(T value) {
                    await(yieldNow());
                    return result(value);
                }
                @Async static CompletableFuture<Integer> hot(CompletableFuture<Integer> stage) {
                    return CompletableFuture.completedFuture(1 + await(stage));
                }
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"-g", "-g:none", "-g:lines", "-g:vars", "-parameters", "-Xpkginfo:always"})
    void runsHoweverItWasCompiled(String option) throws Throwable {
        assertEquals(5, Program.of(SUM, option).run("Sum", "of", 2, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "11", "17"})
    void runsForOlderReleases(String release) throws Throwable {
        assertEquals(5, Program.of(SUM, "-Xlint:-options", "--release", release).run("Sum", "of", 2, 3));
    }

    @Test
    void aHotMethodNeedsNoLoop() throws Throwable {
        var stage = new CompletableFuture<Integer>();
        var future = (CompletableFuture<?>) Program.of(SUM).call("Sum", "hot", stage);
        assertEquals(false, future.isDone());
        stage.complete(41);
        assertEquals(42, future.join());
    }
}
