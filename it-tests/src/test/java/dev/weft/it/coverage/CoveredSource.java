package dev.weft.it.coverage;

import dev.weft.it.frontends.FrontEnd;
import dev.weft.it.frontends.SourceText;
import dev.weft.it.harness.ClassFiles;
import dev.weft.it.harness.Weaving;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A program in which the comment at the end of a line says what a report shows for it; lines without one have no code. */
final class CoveredSource {
    static final String NAME = "covered.Target";

    private static final String TEXT = """
            package covered;

            import static dev.weft.Weft.await;
            import static dev.weft.Weft.result;

            import dev.weft.Async;
            import dev.weft.Coroutine;
            import java.util.concurrent.CompletableFuture;

            public interface Target {
                @Async
                static Coroutine<Integer> cold(CompletableFuture<Integer> x, CompletableFuture<Integer> y) {
                    int a = 1; // full
                    a += await(x); // full
                    if (a > 10) { // 1 of 2
                        a = -a; // missed
                    }
                    try {
                        a += await(y); // full
                    } catch (IllegalStateException e) { // missed
                        a = -1; // missed
                    } // full
                    Lambda lambda = z -> { // full
                        int b = await(z); // full
                        return result(b + 1); // full
                    };
                    return result(a + await(lambda.call(x))); // full
                }

                @Async
                static CompletableFuture<Integer> hot(CompletableFuture<Integer> x) {
                    int a = 1; // full
                    a += await(x) > 0 ? 1 : 2; // 1 of 2
                    return CompletableFuture.completedFuture(a); // full
                }

                @Async
                static Coroutine<Integer> notCalled(CompletableFuture<Integer> x) {
                    return result(await(x)); // missed
                }

                interface Lambda {
                    Coroutine<Integer> call(CompletableFuture<Integer> x);
                }
            }
            """;

    private static final Pattern EXPECTATION = Pattern.compile(".* // (.*)");

    private CoveredSource() {}

    static ClassFiles compiled(int release) {
        var source = new SourceText(NAME, TEXT);
        return FrontEnd.JAVAC.compile(List.of(source), Weaving.runtime(), "-g", "--release", String.valueOf(release));
    }

    static Map<Integer, String> expected() {
        var expected = new TreeMap<Integer, String>();
        var lines = TEXT.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var comment = EXPECTATION.matcher(lines.get(i));
            if (comment.matches()) {
                expected.put(i + 1, comment.group(1));
            }
        }
        return expected;
    }
}
