package dev.weft.it.debug;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The program that is debugged. A number in the comment at the end of a line says how often the line is executed, a word
 * names the line.
 */
final class DebuggeeSource {
    static final String NAME = "debuggee.Main";

    static final String TEXT = """
            package debuggee;

            import static dev.weft.Weft.await;
            import static dev.weft.Weft.done;
            import static dev.weft.Weft.result;
            import static dev.weft.Weft.yieldNow;

            import dev.weft.Async;
            import dev.weft.Coroutine;
            import dev.weft.Weft;
            import java.util.ArrayList;
            import java.util.List;
            import java.util.concurrent.CompletableFuture;

            public class Main {
                final String name = "me";
                int sum;

                public static void main(String[] arguments) throws Exception {
                    var main = new Main();
                    Weft.run(main::all);
                    var late = new CompletableFuture<Integer>();
                    var early = main.hot(CompletableFuture.completedFuture(1));
                    var hot = main.hot(late);
                    late.complete(2);
                    System.exit(main.sum + early.get() + hot.get());
                }

                @Async
                Coroutine<Void> all() {
                    await(lines()); // 1
                    await(steps("p")); // 1
                    await(variables((byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, true, "text", new int[] {8})); // 1
                    return done(); // 1
                }

                @Async
                Coroutine<Integer> lines() {
                    int a = 1; // 1
                    a += await(ready(1)); // 1
                    a += await(suspending(2)); // 1
                    await(yieldNow()); await(yieldNow()); // 1
                    int i = 0; // 1
                    while (i < 3) { // 4
                        a += await(suspending(i)); // 3
                        i++; // 3
                    }
                    try {
                        a += await(failing()); // 1
                        a++; // 0
                    } catch (IllegalStateException e) { // 1
                        a += await(suspending(3)); // 1
                    } finally {
                        sum = a; // 1
                    }
                    Coroutine<Integer> unawaited = suspending( // 1
                        4);
                    sum += await( // 1
                        unawaited);
                    Lambda lambda = x -> { // 1
                        int y = await(suspending(x)); // 1
                        return result(y); // 1
                    };
                    return result(await(lambda.call(a))); // 1
                }

                @Async
                Coroutine<Integer> ready(int x) {
                    return result(x); // 2
                }

                @Async
                Coroutine<Integer> suspending(int x) {
                    await(yieldNow()); // 7
                    return result(x); // 7
                }

                @Async
                Coroutine<Integer> failing() {
                    await(yieldNow()); // 1
                    throw new IllegalStateException("failed"); // 1
                }

                @Async
                CompletableFuture<Integer> hot(CompletableFuture<Integer> x) {
                    int a = 1; // 2
                    a += await(x); // 2
                    return CompletableFuture.completedFuture(a); // 2
                }

                @Async
                Coroutine<String> variables(
                        byte b, short s, char c, int i, long l, float f, double d, boolean z, String text, int[] array) {
                    byte b2 = (byte) -b;
                    short s2 = (short) -s;
                    char c2 = (char) (c + 1);
                    int i2 = -i;
                    long l2 = -l;
                    float f2 = -f;
                    double d2 = -d;
                    boolean z2 = !z;
                    List<String> list = new ArrayList<>(List.of(text));
                    String dead = "dead";
                    Object none = null;
                    await(ready(0)); // suspends
                    await(yieldNow());
                    String after = text + list; // resumed
                    array[0]++;
                    list.add(text + none + after); // later
                    return result(list.toString());
                }

                @Async
                Coroutine<Integer> steps(String p) {
                    int a = 10; // first
                    a += await(ready2(1)); // ready
                    a += await(ready2(await(ready2(2)))); // nested
                    a += await(suspending2(3)); // late
                    a++; // last
                    return result(a); // end
                }

                @Async
                Coroutine<Integer> ready2(int x) {
                    return result(x); // body
                }

                @Async
                Coroutine<Integer> suspending2(int x) {
                    await(yieldNow()); // inner
                    return result(x);
                }

                interface Lambda {
                    Coroutine<Integer> call(int x);
                }
            }
            """;

    private static final Pattern COUNT = Pattern.compile(".* // (\\d+)");

    private DebuggeeSource() {}

    /** How often each line is executed, of those that say so. */
    static Map<Integer, Integer> executions() {
        var counts = new TreeMap<Integer, Integer>();
        var lines = TEXT.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var comment = COUNT.matcher(lines.get(i));
            if (comment.matches()) {
                counts.put(i + 1, Integer.valueOf(comment.group(1)));
            }
        }
        return counts;
    }

    /** The number of the line of that name. */
    static int line(String name) {
        var lines = TEXT.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith(" // " + name)) {
                return i + 1;
            }
        }
        throw new AssertionError("no line " + name);
    }
}
