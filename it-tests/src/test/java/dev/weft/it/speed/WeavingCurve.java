package dev.weft.it.speed;

import dev.weft.compiler.Weaver;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;

/**
 * Measures how the time of weaving grows with the size of one class, verification included: {@code
 * docs/evidence/weaving-speed.md} has the command and figures. Not a test: nothing is asserted.
 *
 * <p>Arguments: the sizes to measure, ascending; 125, 250, 500, 1000, 2000 if there are none. A first argument that is no
 * number selects the shape of that name.
 */
public final class WeavingCurve {

    private static final int VARIABLES = 50;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** A class that grows with a number. */
    private record Shape(String name, IntFunction<String> members) {

        String source(int size) {
            return "import static dev.weft.Weft.*; import dev.weft.*;\nclass Grown {\n"
                    + "static Coroutine<Integer> get(int i) { return result(i); }\n"
                    + members.apply(size) + "}\n";
        }
    }

    private static final List<Shape> SHAPES = List.of(
            new Shape("loop", size -> loop(size, VARIABLES)),
            new Shape("loop-many-locals", size -> loop(size, 4 * VARIABLES)),
            new Shape("loop-own-locals", WeavingCurve::ownLocals),
            new Shape("loop-references", WeavingCurve::references),
            new Shape("last-uses", WeavingCurve::lastUses),
            new Shape("blocks", WeavingCurve::blocks),
            new Shape("stored", size -> inLoop("var t%d = start(get(a)); a += await(t%1$d);", size)),
            new Shape("returns", size -> inLoop("try { if (a == %d) { return get(a); } } finally { a++; }", size)),
            new Shape("locks", size -> inLoop("LOCK.lock(); try { a += %d; } finally { LOCK.unlock(); }", size)),
            new Shape("groups", size -> inLoop("try (var g = TaskGroup.open()) { g.start(get(a)); a += %d; }", size)),
            new Shape("creations", size -> inLoop("a += new Integer(await(get(%d)));", size)),
            new Shape("tries", WeavingCurve::tries),
            new Shape("switch", WeavingCurve::cases),
            new Shape("chain", WeavingCurve::chain));

    private WeavingCurve() {}

    public static void main(String[] arguments) throws IOException {
        var wanted = new ArrayList<>(List.of(arguments));
        var only = wanted.isEmpty() || Character.isDigit(wanted.get(0).charAt(0)) ? "" : wanted.remove(0);
        var sizes = wanted.isEmpty()
                ? new int[] {125, 250, 500, 1_000, 2_000}
                : wanted.stream().mapToInt(Integer::parseInt).toArray();
        measure(SHAPES.get(0), 200); // loads the weaver's classes
        measure(SHAPES.get(0), 200);
        for (var shape : SHAPES) {
            if (only.isEmpty() || shape.name().equals(only)) {
                for (int size : sizes) {
                    System.out.printf(Locale.ROOT, "%-18s %5d: %s%n", shape.name(), size, measure(shape, size));
                }
            }
        }
    }

    private static String measure(Shape shape, int size) throws IOException {
        var directory = Files.createTempDirectory("weaving");
        try {
            var file = Files.writeString(directory.resolve("Grown.java"), shape.source(size));
            var classes = Files.createDirectory(directory.resolve("classes"));
            if (!compile(file, classes)) {
                return "javac refuses it";
            }
            long start = System.nanoTime();
            long cpu = THREADS.getCurrentThreadCpuTime();
            var report = Weaver.builder().build().weave(List.of(classes));
            cpu = THREADS.getCurrentThreadCpuTime() - cpu; // one class is woven by the thread that asks for it
            long end = System.nanoTime();
            return String.format(
                    Locale.ROOT,
                    "%6d ms, CPU %6d ms, %s",
                    (end - start) / 1_000_000,
                    cpu / 1_000_000,
                    report.rejected() ? report.findings().get(0) : report.methodsWoven() + " methods");
        } finally {
            delete(directory);
        }
    }

    private static boolean compile(Path file, Path classes) {
        return ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                OutputStream.nullOutputStream(),
                                "-g",
                                "-proc:none",
                                "-d",
                                classes.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                file.toString())
                == 0;
    }

    /** A loop around {@code size} conditional awaits, each with one of some variables. */
    private static String loop(int size, int variables) {
        var text = new StringBuilder("@Async static Coroutine<Integer> m(boolean c) {\n");
        for (int i = 0; i < variables; i++) {
            text.append("int v").append(i).append(" = ").append(i).append(";\n");
        }
        text.append("while (v0 < 10) {\n");
        for (int i = 0; i < size; i++) {
            text.append("if (c) { v%1$d += await(get(v%1$d)); }\n".formatted(i % variables));
        }
        return text.append("}\nreturn result(v0);\n}\n").toString();
    }

    /** The same with variables of each block, of several types in the same slots. */
    private static String ownLocals(int size) {
        var types = List.of("int", "long", "double", "String", "StringBuilder", "Object");
        var values = List.of("1", "1L", "1d", "\"a\"", "null", "null");
        var text = new StringBuilder("@Async static Coroutine<Integer> m(boolean c) {\nint x = 0;\nwhile (x < 10) {\n");
        for (int i = 0; i < size; i++) {
            text.append("if (c) { ");
            for (int j = 0; j < 3; j++) {
                int type = (i + j) % types.size();
                text.append(types.get(type))
                        .append(" y")
                        .append(j)
                        .append(" = ")
                        .append(values.get(type))
                        .append("; ");
            }
            text.append("x += await(get(x)); use(y0, y1, y2); }\n");
        }
        return "static void use(Object a, Object b, Object c) { }\n" + text.append("}\nreturn result(x);\n}\n");
    }

    /** The same with a text beside each number: fields that a suspension may have to clear. */
    private static String references(int size) {
        var text = new StringBuilder("@Async static Coroutine<Integer> m(int x) {\n");
        for (int i = 0; i < VARIABLES; i++) {
            text.append("int v%1$d = x; String s%1$d = \"\" + x;\n".formatted(i));
        }
        text.append("for (int i = 0; i < 8; i++) {\n");
        for (int i = 0; i < size; i++) {
            text.append("if ((i & %d) != 0) { v%2$d += await(get(1)); s%2$d = s%3$d; }\n"
                    .formatted(1 << i % 3, i % VARIABLES, (i + 7) % VARIABLES));
        }
        text.append("}\nreturn result(v0");
        IntStream.range(0, VARIABLES).forEach(i -> text.append(" + v%1$d + s%1$d.length()".formatted(i)));
        return text.append(");\n}\n").toString();
    }

    /** Variables are read for the last time at different awaits, so these save different ones. */
    private static String lastUses(int size) {
        var text = new StringBuilder("@Async static Coroutine<Integer> m(boolean c) {\nint x = 0;\n");
        IntStream.range(0, VARIABLES).forEach(i -> text.append("String v%1$d = \"\" + x;\n".formatted(i)));
        for (int i = 0; i < size; i++) {
            text.append("if (c) { x += await(get(x)); x += v%d.length(); }\n".formatted(i * VARIABLES / size));
        }
        return text.append("return result(x);\n}\n").toString();
    }

    private static String blocks(int size) {
        return "@Async static Coroutine<Integer> m(boolean c) {\nint a = 0;\nint b = 0;\n"
                + "if (c) { a++; await(get(a)); b += a; await(get(b)); }\n".repeat(size)
                + "return result(a + b);\n}\n";
    }

    private static String inLoop(String statement, int size) {
        var text = new StringBuilder(
                "static final java.util.concurrent.locks.Lock LOCK = new java.util.concurrent.locks.ReentrantLock();\n"
                        + "@Async static Coroutine<Integer> m() {\nint a = 0;\nwhile (a < 10) {\n");
        IntStream.range(0, size)
                .forEach(i -> text.append(statement.formatted(i)).append("\n"));
        return text.append("a += await(get(a));\n}\nreturn result(a);\n}\n").toString();
    }

    private static String tries(int size) {
        return "@Async static Coroutine<Integer> m(boolean c) {\nint a = 0;\nwhile (a < 10) {\n"
                + "try { a += await(get(a)); } catch (IllegalStateException e) { a++; }\n".repeat(size)
                + "}\nreturn result(a);\n}\n";
    }

    private static String cases(int size) {
        var text = new StringBuilder("@Async static Coroutine<Integer> m(int a) {\nwhile (a < 10) {\nswitch (a) {\n");
        IntStream.range(0, size).forEach(i -> text.append("case %d: a += await(get(a)); break;\n".formatted(i)));
        return text.append("default: a++; } }\nreturn result(a);\n}\n").toString();
    }

    private static String chain(int size) {
        var text = new StringBuilder("@Async static Coroutine<Integer> m0(int i) { return result(await(get(i))); }\n");
        for (int i = 1; i < size; i++) {
            text.append("@Async static Coroutine<Integer> m%d(int i) { return result(await(m%d(i)) + 1); }\n"
                    .formatted(i, i - 1));
        }
        return text.toString();
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
