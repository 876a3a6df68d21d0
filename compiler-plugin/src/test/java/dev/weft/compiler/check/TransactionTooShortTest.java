package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** WEFT021. */
class TransactionTooShortTest {

    private static final List<String> JAKARTA = List.of("jakarta.transaction.Transactional");

    @Test
    void aColdMethodAndOneThatAwaits() {
        var findings = Findings.asCommented("""
                class C {
                    @jakarta.transaction.Transactional @Async Coroutine<Void> cold() {
                        return done(); // WEFT021: the transaction of @Transactional ends when the call of 'cold' returns, before the method does its work
                    }
                    @jakarta.transaction.Transactional @Async CompletableFuture<Integer> hot(Coroutine<Integer> c) {
                        int value = await(c); // WEFT021: the transaction of @Transactional ends when the call of 'hot' returns, before the method does its work
                        return CompletableFuture.completedFuture(value);
                    }
                    @jakarta.transaction.Transactional @Async CompletableFuture<Integer> atOnce() {
                        return CompletableFuture.completedFuture(1);
                    }
                    @jakarta.transaction.Transactional void plain() {}
                    @Async Coroutine<Void> without() { return done(); }
                }
                """, JAKARTA);
        assertEquals(
                "await outside the transaction: move the work of the transaction to a method without await, and call it"
                        + " through await(blocking(...))",
                findings.get(0).remedy());
    }

    @Test
    void aClassThatIsTransactional() {
        Findings.asCommented("""
                @jakarta.transaction.Transactional class C {
                    @Async Coroutine<Void> open() {
                        return done(); // WEFT021: the transaction of @Transactional ends when the call of 'open' returns, before the method does its work
                    }
                    @Async private Coroutine<Void> notIntercepted() { return done(); }
                    Supplier<Coroutine<Void>> lambda() { return () -> { await(open()); return done(); }; }
                }
                """, JAKARTA);
    }

    static Stream<String> known() {
        return TransactionTooShort.TRANSACTIONS.stream();
    }

    @ParameterizedTest
    @MethodSource("known")
    void eachThatIsKnown(String annotation) {
        var findings = Findings.of(Javac.compile(List.of(
                "class C { @" + annotation + " @Async Coroutine<Void> a() { return done(); } }",
                Findings.annotation(annotation, ""))));
        assertEquals(
                List.of(FindingCode.WEFT021),
                findings.stream().map(Finding::code).toList());
    }
}
