package dev.weft.compiler.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Program;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloseStreamsAtLoopExitsTest {

    private static final String PROGRAM = """
            class C {
                static final StringBuilder log = new StringBuilder();
                static String logged() { return log.toString(); }
                @Async static AsyncStream<Integer> numbers(int n) {
                    try {
                        for (int i = 1; i <= n; i++) {
                            await(Given.later(1));
                            emit(i);
                        }
                    } finally {
                        await(Given.later(1));
                        log.append("closed ");
                    }
                    return end();
                }
                @Async static Coroutine<Void> nullInTheBody() {
                    String last = null;
                    try {
                        for (int x : await(numbers(3))) {
                            last = null;
                            if (x == 2) { last = "two"; throw new IllegalStateException(); }
                            last = "x";
                        }
                    } catch (IllegalStateException e) {
                        log.append(last);
                    }
                    return done();
                }
                @Async static Coroutine<Void> byHand() {
                    int sum = 0;
                    for (var i = await(numbers(3)).iterator(); i.hasNext(); ) { sum += i.next(); }
                    log.append(sum);
                    return done();
                }
                @Async static Coroutine<Void> byHandUntil() {
                    int sum = 0;
                    var i = await(numbers(9)).iterator();
                    while (sum < 5 && i.hasNext()) { sum += i.next(); }
                    log.append(sum);
                    return done();
                }
                @Async static Coroutine<Void> inFinally() {
                    try {
                        log.append("body ");
                    } finally {
                        for (int x : await(numbers(3))) {
                            if (x == 2) { break; }
                            log.append(x).append(' ');
                        }
                    }
                    log.append("end");
                    return done();
                }
            }
            """;

    @ParameterizedTest
    @CsvSource({"nullInTheBody, closed two", "byHand, closed 6", "byHandUntil, closed 6", "inFinally, body 1 closed end"
    })
    void loopsOfAllForms(String method, String expected) throws Throwable {
        for (var options : List.of("-g", "-g:none")) {
            var program = Program.of(PROGRAM, options);
            program.run("C", method);
            assertEquals(expected, program.call("C", "logged"));
        }
    }
}
