package dev.weft.compiler.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Program;
import org.junit.jupiter.api.Test;

class AwaitAsyncCloseTest {

    private static final String RESOURCES = """
            class Log {
                static final StringBuilder TEXT = new StringBuilder();
                static void add(String text) { TEXT.append(text).append(' '); }
            }
            interface Named extends AsyncCloseable {}
            class Resource implements Named {
                final String name;
                Resource(String name) { this.name = name; }
                @Override @Async public Coroutine<Void> closeAsync() {
                    Log.add("closing-" + name);
                    await(yieldNow());
                    Log.add("closed-" + name);
                    if (name.startsWith("bad")) {
                        throw new IllegalStateException(name);
                    }
                    return done();
                }
            }
            class Plain implements AutoCloseable {
                @Override public void close() { Log.add("plain"); }
            }
            """;

    private static String run(String body) throws Throwable {
        var source = RESOURCES + "class Use { @Async static Coroutine<String> run() throws Exception {" + body
                + " return result(Log.TEXT.toString().trim()); } }";
        return (String) Program.of(source).run("Use", "run");
    }

    @Test
    void tryWithResourcesAwaitsTheCloseBeforeItGoesOn() throws Throwable {
        assertEquals(
                "body closing-b closed-b closing-a closed-a plain end",
                run("try (var p = new Plain(); var a = new Resource(\"a\"); Named b = new Resource(\"b\")) {"
                        + " await(yieldNow()); Log.add(\"body\"); } Log.add(\"end\");"));
    }

    @Test
    void aCallOfCloseIsAwaitedToo() throws Throwable {
        assertEquals("closing-c closed-c end", run("new Resource(\"c\").close(); Log.add(\"end\");"));
    }

    @Test
    void aFailureOfTheCloseIsSuppressedInThatOfTheBody() throws Throwable {
        assertEquals(
                "closing-bad closed-bad body bad",
                run(
                        "try (var r = new Resource(\"bad\")) { throw new Exception(\"body\"); }"
                                + " catch (Exception e) { Log.add(e.getMessage()); Log.add(e.getSuppressed()[0].getMessage()); }"));
    }

    @Test
    void aFailureOfTheCloseAloneIsThrown() throws Throwable {
        assertEquals(
                "closing-bad closed-bad caught-bad",
                run("try (var r = new Resource(\"bad\")) { await(yieldNow()); }"
                        + " catch (IllegalStateException e) { Log.add(\"caught-\" + e.getMessage()); }"));
    }
}
