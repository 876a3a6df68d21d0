package dev.weft.it.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * A class of streams that use one another, and its blocking twin: the same statements, with loops over {@code StreamTwin}s
 * in try-with-resources statements in place of loops over streams.
 */
final class GeneratedStreams {
    private static final String HEAD = """
            package dev.weft.it.generated;

            import static dev.weft.Weft.*;

            import dev.weft.*;
            import dev.weft.it.harness.StreamTwin;
            import java.util.*;

            @SuppressWarnings("all")
            public class %s {
                static final List<String> events = new ArrayList<>();
                static int hits;

                static void log(Object event) {
                    events.add(String.valueOf(event));
                }

                /** True once in a while, the same in each run. */
                static boolean hit(int times) {
                    return ++hits %% times == 0;
                }

                record Resource(int n, boolean bad) implements AutoCloseable {
                    public void close() {
                        log("close " + n);
                        if (bad) throw new IllegalStateException("bad " + n);
                    }
                }
            """;

    private static final int METHODS = 4;
    private static final int DEPTH = 3;

    private final Choices choices;
    private final StringBuilder async = new StringBuilder();
    private final StringBuilder twin = new StringBuilder();
    private final List<Boolean> loops = new ArrayList<>(); // innermost last: whether over a stream
    private int method;
    private int names;

    private GeneratedStreams(Choices choices) {
        this.choices = choices;
    }

    /** The class and its twin, of the same name with a suffix. */
    static List<GeneratedProgram> of(int number, Choices choices) {
        var name = "Streams" + number;
        var made = new GeneratedStreams(choices);
        made.write(name);
        return List.of(
                new GeneratedProgram("dev.weft.it.generated." + name, choices.made(), made.async.toString()),
                new GeneratedProgram("dev.weft.it.generated." + name + "Twin", choices.made(), made.twin.toString()));
    }

    private void both(String text) {
        form(text, text);
    }

    private void form(String woven, String blocking) {
        async.append(woven);
        twin.append(blocking);
    }

    private void write(String name) {
        form(HEAD.formatted(name), HEAD.formatted(name + "Twin"));
        for (method = METHODS - 1; method >= 0; method--) {
            form(
                    "@Async static AsyncStream<Integer> gen" + method + "(int p) {\n",
                    "static StreamTwin gen" + method + "(int p) { return StreamTwin.of(() -> {\n");
            both("long wide = p; String text = \"t\" + p;\n");
            block(DEPTH);
            both("log(\"end " + method + " \" + wide + text);\n");
            form("return end();\n}\n", "return;\n}); }\n");
        }
        form(
                "@Async public static Coroutine<Void> consume(int items) {\n",
                "public static Void consume(int items) {\n");
        both("int n = 0;\ntry {\n");
        form(
                "for (int x : await(gen0(1))) {\n",
                "try (StreamTwin top = gen0(1)) { while (top.next()) { int x = top.current();\n");
        both("log(\"got \" + x);\nif (++n == items) break;\n");
        form("}\n", "}}\n");
        both("} catch (Throwable t) { log(shown(t)); }\nlog(\"over\");\n");
        form("return done();\n}\n", "return null;\n}\n");
        both("""
                static String shown(Throwable t) {
                    var text = new StringBuilder(t.getClass().getSimpleName());
                    text.append(t.getMessage() == null || t.getMessage().contains("emits although") ? "" : t.getMessage());
                    for (var s : t.getSuppressed()) text.append(" [").append(shown(s)).append("]");
                    return text.toString();
                }
                public static List<String> events() { return events; }
                }
                """);
    }

    private void block(int depth) {
        int statements = 1 + choices.below(4);
        for (int i = 0; i < statements; i++) {
            statement(depth);
        }
    }

    private void statement(int depth) {
        switch (choices.below(depth > 0 ? 16 : 6)) {
            case 0, 1 -> emit();
            case 2 -> both("log(\"" + names++ + " \" + wide + text);\n");
            case 3 -> form("await(yieldNow());\n", "");
            case 4 -> both("wide += " + names++ + "; text += wide % 3;\n");
            case 5 -> leave();
            case 6, 7 -> {
                var i = "i" + names++;
                both("for (int " + i + " = 0; " + i + " < " + (1 + choices.below(3)) + "; " + i + "++) {\n");
                loops.add(false);
                block(depth - 1);
                loops.remove(loops.size() - 1);
                both("}\n");
            }
            case 8 -> {
                both("if (hit(" + (2 + choices.below(3)) + ")) {\n");
                block(depth - 1);
                both("} else {\n");
                block(depth - 1);
                both("}\n");
            }
            case 9, 10 -> tryFinally(depth);
            case 11 -> {
                both("try {\n");
                block(depth - 1);
                both("} catch (" + choices.of(List.of("IllegalStateException", "CancelledError", "Throwable")) + " e"
                        + names + ") {\nlog(\"caught \" + shown(e" + names++ + "));\n");
                block(depth - 1);
                both("}\n");
            }
            case 12 -> {
                var r = "r" + names++;
                both("try (var " + r + " = new Resource(" + names + ", " + choices.oneIn(4) + ")) {\n");
                block(depth - 1);
                both("}\n");
            }
            case 13, 14 -> loopOverStream(depth);
            default -> delegate();
        }
    }

    private void emit() {
        var value = choices.of(List.of("p + " + names++, "(int) wide + text.length()", "hit(2) ? 1 : p"));
        form("emit(" + value + ");\n", "StreamTwin.emit(" + value + ");\n");
    }

    private void tryFinally(int depth) {
        both("try {\n");
        block(depth - 1);
        both("} finally {\nlog(\"finally " + names++ + " \" + wide);\n");
        form("await(yieldNow());\n", "");
        both("log(\"behind\");\n}\n");
    }

    private void leave() {
        var kind = choices.below(5);
        if (kind == 0) {
            both("if (hit(5)) throw new IllegalStateException(\"" + names++ + "\");\n");
        } else if (kind == 1) {
            form("if (hit(4)) return end();\n", "if (hit(4)) return;\n");
        } else if (kind == 2 && method < METHODS - 1) {
            form(
                    "if (hit(3)) return " + call() + ";\n",
                    "if (hit(3)) { StreamTwin.emitAll(" + lastCall + "); return; }\n");
        } else if (!loops.isEmpty()) {
            both("if (hit(3)) " + (kind == 3 ? "break" : "continue") + ";\n");
        } else {
            both("log(\"l" + names++ + "\");\n");
        }
    }

    private String lastCall = "";

    private String call() {
        int called = method + 1 + choices.below(METHODS - 1 - method);
        lastCall = "gen" + called + "(p + " + choices.below(3) + ")";
        return lastCall;
    }

    private void loopOverStream(int depth) {
        if (method == METHODS - 1) {
            emit();
            return;
        }
        var x = "x" + names++;
        var source = call();
        form(
                "for (int " + x + " : await(" + source + ")) {\n",
                "try (StreamTwin t" + x + " = " + source + ") { while (t" + x + ".next()) { int " + x + " = t" + x
                        + ".current();\n");
        both("wide += " + x + ";\n");
        loops.add(true);
        block(depth - 1);
        loops.remove(loops.size() - 1);
        form("}\n", "}}\n");
    }

    private void delegate() {
        if (method == METHODS - 1) {
            emit();
            return;
        }
        form("emitAll(" + call() + ");\n", "StreamTwin.emitAll(" + lastCall + ");\n");
    }
}
