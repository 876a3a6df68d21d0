package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.finding.FindingPolicy;
import dev.weft.compiler.finding.Severity;
import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code @Allow}, and what a policy makes of warnings. */
class AllowAnnotationsTest {

    @Test
    void onAMethodAndTheLambdasInIt() {
        Findings.asCommented("""
                class C {
                    static Coroutine<Void> save() { return done(); }
                    @Allow("WEFT006") void allowed() { save(); Runnable r = () -> { Runnable s = () -> save(); }; }
                    @Allow({"WEFT001", "WEFT006"}) void several() { save(); }
                    @Allow("WEFT007") void another() { save(); } // WEFT006: the coroutine of 'save' is dropped: it never runs
                    @interface Note { String[] value(); }
                    @Note("WEFT006") void noted() { save(); } // WEFT006: the coroutine of 'save' is dropped: it never runs
                    @Allow({}) void none() { save(); } // WEFT006: the coroutine of 'save' is dropped: it never runs
                    @Allow("WEFT006") C() { save(); }
                    void plain() {
                        Runnable r = () -> save(); // WEFT006: the coroutine of 'save' is dropped: it never runs
                    }
                }
                """);
    }

    @Test
    void onAClassAndTheClassesInIt() {
        Findings.asCommented("""
                class C {
                    static Coroutine<Void> save() { return done(); }
                    @Allow("WEFT006")
                    static class Outer {
                        void m() { save(); new Object() { void k() { save(); Runnable r = () -> save(); } }; }
                        class Inner { class Innermost { void m() { save(); } } }
                        enum E { A { void m() { save(); } } }
                    }
                    class Beside {
                        void m() { save(); } // WEFT006: the coroutine of 'save' is dropped: it never runs
                        @Allow("WEFT006") Runnable local() {
                            class Local implements Runnable { @Override public void run() { save(); } }
                            return new Local();
                        }
                        Runnable anonymous() {
                            return new Runnable() {
                                @Override public void run() { save(); } // WEFT006: the coroutine of 'save' is dropped: it never runs
                            };
                        }
                    }
                }
                """);
    }

    @Test
    void errorsAreNeverAllowed() {
        Findings.asCommented("""
                @Allow("WEFT001")
                class C {
                    @Allow("WEFT001") void m(Coroutine<Void> c) {
                        await(c); // WEFT001: await in method 'm', which is neither @Async nor @Entry
                    }
                }
                """);
    }

    @Test
    void aPolicyMayRaiseOrSwitchOff() {
        var classes = Javac.compile("""
                class C {
                    static Coroutine<Void> save() { return done(); }
                    void m() { save(); }
                    @Allow("WEFT006") void allowed() { save(); }
                }
                """);
        assertEquals(List.of(Severity.WARNING), levels(Findings.of(classes)));
        assertEquals(List.of(Severity.ERROR), levels(Findings.of(classes, FindingPolicy.parse("WEFT006=error"))));
        assertEquals(List.of(), levels(Findings.of(classes, FindingPolicy.parse("WEFT006=off"))));
    }

    private static List<Severity> levels(List<Finding> findings) {
        return findings.stream().map(Finding::level).toList();
    }
}
