package dev.weft.compiler.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalysedMethodTest {

    @Test
    void sitesKnowLineTypesAndWhatIsLive() {
        var sites = sites("""
                class C {
                    @Async static Coroutine<String> m(Coroutine<String> c, long l) {
                        String s = await(c);
                        return result(s + l
                            + await(c));
                    }
                }
                """);
        assertEquals(List.of(3, 5), sites.stream().map(AwaitSite::line).toList());
        assertEquals(
                "[dev/weft/Coroutine, long, top, top]", sites.get(0).locals().toString());
        assertEquals("{0, 1}", sites.get(0).live().toString());
        assertEquals("[]", sites.get(0).operands().toString());
        assertEquals("[java/lang/String, long]", sites.get(1).operands().toString());
        assertEquals("{}", sites.get(1).live().toString());
    }

    @Test
    void theClassOfACheckedExceptionIsAnArgumentToo() {
        var sites = sites("""
                class C {
                    @Async static Coroutine<Integer> m(int a, Awaitable<Integer> w) throws java.io.IOException {
                        return result(a + await(w, java.io.IOException.class));
                    }
                }
                """);
        assertEquals("[int]", sites.get(0).operands().toString());
    }

    @Test
    void anUninitialisedObjectIsSeenBelowTheArguments() {
        var sites = sites("""
                class C {
                    @Async static Coroutine<Object> m(Coroutine<String> c) {
                        return result(new StringBuilder(await(c)));
                    }
                }
                """);
        assertEquals("[uninitialized, uninitialized]", sites.get(0).operands().toString());
    }

    @Test
    void whatIsInScopeAndWhoCatches() {
        var sites = sites("""
                class C {
                    @Async static Coroutine<Integer> m(Coroutine<Integer> c) {
                        { int a = await(c); System.out.println(a); }
                        try {
                            { int b = 1; { int d = await(c); System.out.println(b + d); } }
                        } catch (IllegalStateException e) {
                            await(c);
                            System.out.println(e);
                        }
                        return c;
                    }
                }
                """);
        assertEquals(
                List.of("{0}", "{0, 1}", "{0, 1}"),
                sites.stream().map(site -> site.visible().toString()).toList());
        assertEquals(
                List.of(false, true, false),
                sites.stream().map(AwaitSite::guarded).toList());
    }

    @Test
    void nothingIsInScopeWithoutATable() {
        var method = Javac.compile("""
                class C {
                    @Async static Coroutine<Integer> m(Coroutine<Integer> c) { await(c); return c; }
                }
                """, "-g:none").async("m");
        assertEquals(
                "{}",
                AnalysedMethod.analyse(method, method.node())
                        .sites()
                        .get(0)
                        .visible()
                        .toString());
    }

    @Test
    void withoutAwaitThereIsNothingToAnalyse() {
        assertEquals(List.of(), sites("class C { @Async static Coroutine<Void> m() { return done(); } }"));
    }

    private static List<AwaitSite> sites(String source) {
        var method = Javac.compile(source).async("m");
        return AnalysedMethod.analyse(method, method.node()).sites();
    }
}
