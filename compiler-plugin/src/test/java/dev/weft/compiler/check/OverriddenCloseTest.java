package dev.weft.compiler.check;

import dev.weft.compiler.testkit.Findings;
import org.junit.jupiter.api.Test;

/** WEFT018. */
class OverriddenCloseTest {

    @Test
    void aCloseThatOverridesThatOfAnAsyncCloseable() {
        Findings.asCommented("""
                class C implements AsyncCloseable {
                    public Coroutine<Void> closeAsync() { return done(); }
                    public void close() { System.nanoTime(); } // WEFT018: this close() of an AsyncCloseable is not called by woven code, which awaits closeAsync()
                    static class Below extends C {
                        @Override public Coroutine<Void> closeAsync() { return done(); }
                        @Override public void close() { System.nanoTime(); } // WEFT018: this close() of an AsyncCloseable is not called by woven code, which awaits closeAsync()
                    }
                    static class Allowed extends C {
                        @Override public Coroutine<Void> closeAsync() { return done(); }
                        @Allow("WEFT018") @Override public void close() { System.nanoTime(); }
                    }
                    static abstract class Nothing implements AsyncCloseable {
                        public Coroutine<Void> closeAsync() { return done(); }
                        void close(int how) {}
                    }
                    static class Plain implements AutoCloseable {
                        Coroutine<Void> closeAsync() { return done(); }
                        public void close() { System.nanoTime(); }
                    }
                }
                """);
    }
}
