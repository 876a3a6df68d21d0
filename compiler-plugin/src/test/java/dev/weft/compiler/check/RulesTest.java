package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** All rules together: each finding is reported once, by the rule it belongs to. */
class RulesTest {

    @Test
    void severalFindingsInOneClass() {
        Findings.asCommented("""
                class C extends ArrayList<Object> {
                    C(Coroutine<Integer> c) {
                        super(await(c)); // WEFT005: await before super(...) or this(...)
                        add(await(c)); // WEFT001: await in a constructor
                    }
                    int plain(Coroutine<Integer> c) {
                        return await(c); // WEFT001: await in method 'plain', which is not @Async
                    }
                    @Async int wrong(Object lock, Coroutine<Integer> c) {
                        synchronized (lock) { // WEFT002: @Async method 'wrong' returns int
                            return await(c); // WEFT003: await while holding the monitor of 'lock'
                        }
                    }
                    @Async synchronized Coroutine<Void> locked() {
                        return done(); // WEFT004: @Async on the synchronized method 'locked'
                    }
                }
                """);
    }

    @Test
    void areReportedInTheOrderOfTheirCodes() {
        var codes = Findings.of(Javac.compile("""
                class C {
                    @Async synchronized int m(Coroutine<Integer> c) {
                        synchronized (this) { return await(c); }
                    }
                    int p(Coroutine<Integer> c) { return await(c); }
                }
                """)).stream().map(Finding::code).collect(Collectors.toList());
        assertEquals(
                List.of(FindingCode.WEFT001, FindingCode.WEFT002, FindingCode.WEFT003, FindingCode.WEFT004), codes);
    }

    @Test
    void aCleanClassHasNone() {
        Findings.asCommented("""
                class C {
                    @Async Coroutine<Integer> m(Coroutine<Integer> c) {
                        synchronized (this) { System.out.println(); }
                        var list = new ArrayList<Integer>(await(c));
                        list.add(await(c));
                        return result(list.size());
                    }
                }
                """);
    }
}
