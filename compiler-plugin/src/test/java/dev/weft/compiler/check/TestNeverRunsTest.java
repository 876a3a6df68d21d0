package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** WEFT019. */
class TestNeverRunsTest {

    private static final String TEST = "org.junit.jupiter.api.Test";
    private static final String BEFORE = "org.junit.jupiter.api.BeforeEach";

    @org.junit.jupiter.api.Test
    void whateverAWeaverCouldSuspend() {
        var findings = Findings.asCommented("""
                class C {
                    @org.junit.jupiter.api.Test @Async Coroutine<Void> a() {
                        await(sleep(null)); // WEFT019: @Test method 'a' returns a Coroutine, which no test framework runs to its end
                        return done();
                    }
                    @org.junit.jupiter.api.Test @Async CompletableFuture<Integer> b() {
                        return CompletableFuture.completedFuture(1); // WEFT019: @Test method 'b' returns a CompletableFuture, which no test framework runs to its end
                    }
                    @org.junit.jupiter.api.BeforeEach @Async CompletionStage<Integer> c() {
                        return CompletableFuture.completedStage(1); // WEFT019: @BeforeEach method 'c' returns a CompletionStage, which no test framework runs to its end
                    }
                    @org.junit.jupiter.api.Test Coroutine<Void> notAsync() {
                        return sleep(null); // WEFT019: @Test method 'notAsync' returns a Coroutine, which no test framework runs to its end
                    }
                }
                """, List.of(TEST, BEFORE));
        assertEquals(
                "let it return void: annotate it with @Entry in place of @Async, or hand its body to Weft.run(...)",
                findings.get(0).remedy());
    }

    @org.junit.jupiter.api.Test
    void whatRunsIsFine() {
        Findings.asCommented("""
                class C {
                    @org.junit.jupiter.api.Test void plain() { Weft.run(helper()); }
                    @org.junit.jupiter.api.Test @Entry void entry() { await(helper()); }
                    @Async Coroutine<Void> helper() { return done(); }
                    @Deprecated @Async Coroutine<Void> old() { return done(); }
                }
                """, List.of(TEST));
    }

    @org.junit.jupiter.api.Test
    void anAnnotationOfTheProjectThatCarriesOne() {
        var findings = Findings.of(Javac.compile(List.of(
                "class C { @acme.Slow @Async Coroutine<Void> a() { return done(); } }",
                Findings.annotation("acme.Slow", "@acme.Tagged"),
                Findings.annotation("acme.Tagged", "@acme.Slow @" + TEST),
                Findings.annotation(TEST, ""))));
        assertEquals(
                List.of("@Slow method 'a' returns a Coroutine, which no test framework runs to its end"),
                findings.stream().map(Finding::message).toList());
    }

    static Stream<String> known() {
        return TestNeverRuns.TESTS.stream();
    }

    @ParameterizedTest
    @MethodSource("known")
    void eachThatIsKnown(String annotation) {
        var findings = Findings.of(Javac.compile(List.of(
                "class C { @" + annotation + " @Async Coroutine<Void> a() { return done(); } }",
                Findings.annotation(annotation, ""))));
        assertEquals(
                List.of(FindingCode.WEFT019),
                findings.stream().map(Finding::code).toList());
    }
}
