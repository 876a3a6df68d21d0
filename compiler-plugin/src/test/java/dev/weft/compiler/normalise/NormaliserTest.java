package dev.weft.compiler.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import dev.weft.compiler.testkit.Disassembly;
import dev.weft.compiler.testkit.Javac;
import org.junit.jupiter.api.Test;

class NormaliserTest {

    @Test
    void worksOnACopy() {
        var method = Javac.compile("""
                class C {
                    @Async static Coroutine<Object> m(Coroutine<String> c) {
                        try { return result(new StringBuilder(await(c))); } finally { c.toString(); }
                    }
                }
                """).async("m");
        var before = Disassembly.of(method.node());
        var normalised = Normaliser.normalise(method);
        assertEquals(before, Disassembly.of(method.node()));
        assertNotSame(method.node(), normalised.body());
    }

    @Test
    void theSitesAreThoseOfTheCopy() {
        var normalised = Normaliser.normalise(Javac.compile("""
                class C {
                    @Async static Coroutine<Object> m(Coroutine<String> c) {
                        return result(new StringBuilder(await(c)));
                    }
                }
                """).async("m"));
        var site = normalised.sites().get(0);
        assertEquals(true, normalised.body().instructions.contains(site.call()));
        assertEquals("[null, null]", site.operands().toString());
    }

    @Test
    void temporariesAreSharedByRewritesOfOneMethod() {
        var temporaries = new Temporaries(3);
        assertEquals(3, temporaries.next(2));
        assertEquals(5, temporaries.next(1));
        temporaries.reset();
        assertEquals(3, temporaries.next(1));
        assertEquals(6, temporaries.end());
    }
}
