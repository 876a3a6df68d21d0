package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.finding.FindingPolicy;
import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** WEFT020. */
class HandlerNeverRunsTest {

    private static final String MAPPING = "org.springframework.web.bind.annotation.RequestMapping";
    private static final String GET = "org.springframework.web.bind.annotation.GetMapping";

    @Test
    void onlyCoroutinesAreUnknownToFrameworks() {
        var findings = Findings.asCommented("""
                class C {
                    @org.springframework.web.bind.annotation.RequestMapping @Async Coroutine<String> a() {
                        return result(""); // WEFT020: @RequestMapping method 'a' returns a Coroutine, which its framework does not run
                    }
                    @org.springframework.web.bind.annotation.RequestMapping Coroutine<String> b() {
                        return a(); // WEFT020: @RequestMapping method 'b' returns a Coroutine, which its framework does not run
                    }
                    @org.springframework.web.bind.annotation.RequestMapping @Async CompletableFuture<Void> c() {
                        await(a());
                        return CompletableFuture.completedFuture(null);
                    }
                    @org.springframework.web.bind.annotation.RequestMapping @Allow("WEFT020") @Async Coroutine<String> d() {
                        return result("");
                    }
                }
                """, List.of(MAPPING));
        assertEquals(
                "let it return CompletableFuture, which frameworks know; where nobody waits for it, void, and start the"
                        + " coroutine on an EventLoop",
                findings.get(0).remedy());
    }

    /** javac copies the annotations of a method to its bridge. */
    @Test
    void aMethodWithABridge() {
        Findings.asCommented("""
                class C {
                    interface I<T> { Coroutine<T> of(T t); }
                    static class D implements I<String> {
                        @org.springframework.web.bind.annotation.RequestMapping public Coroutine<String> of(String s) {
                            return result(s); // WEFT020: @RequestMapping method 'of' returns a Coroutine, which its framework does not run
                        }
                    }
                }
                """, List.of(MAPPING));
    }

    @Test
    void anAnnotationThatCarriesAKnownOne() {
        var findings = Findings.of(Javac.compile(List.of(
                "class C { @" + GET + " @Async Coroutine<Void> a() { return done(); } }",
                Findings.annotation(GET, "@" + MAPPING),
                Findings.annotation(MAPPING, ""))));
        assertEquals(
                List.of("@GetMapping method 'a' returns a Coroutine, which its framework does not run"),
                findings.stream().map(Finding::message).toList());
    }

    @Test
    void anAnnotationThatTheUserHasAdded() {
        var classes = Javac.compile(List.of(
                "class C { @acme.OnMessage @Async Coroutine<Void> a() { return done(); } }",
                Findings.annotation("acme.OnMessage", "")));
        assertEquals(List.of(), Findings.of(classes));
        var policy = FindingPolicy.DEFAULT.withHandlers(List.of("acme.OnMessage"));
        assertEquals(
                List.of(FindingCode.WEFT020),
                Findings.of(classes, policy).stream().map(Finding::code).toList());
    }

    static Stream<String> known() {
        return HandlerNeverRuns.HANDLERS.stream();
    }

    @ParameterizedTest
    @MethodSource("known")
    void eachThatIsKnown(String annotation) {
        var findings = Findings.of(Javac.compile(List.of(
                "class C { @" + annotation + " @Async Coroutine<Void> a() { return done(); } }",
                Findings.annotation(annotation, ""))));
        assertEquals(
                List.of(FindingCode.WEFT020),
                findings.stream().map(Finding::code).toList());
    }
}
