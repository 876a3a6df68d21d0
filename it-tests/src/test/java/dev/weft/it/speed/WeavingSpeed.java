package dev.weft.it.speed;

import com.sun.management.OperatingSystemMXBean;
import dev.weft.compiler.Weaver;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;

/**
 * Measures how long weaving takes beside javac, in one run of one JVM, as a build has it: {@code docs/evidence/weaving-speed.md} has
 * the command and figures. Not a test: nothing is asserted.
 *
 * <p>Arguments: how often to repeat everything (the first round is that of a build, in a cold JVM).
 */
public final class WeavingSpeed {

    private static final int METHODS_PER_CLASS = 10;

    private WeavingSpeed() {}

    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
        for (int round = 1; round <= rounds; round++) {
            measure("2,000 async methods", round, asyncClasses(200));
            measure("10,000 plain classes", round, plainClasses(10_000));
        }
        for (int awaits : new int[] {1, 100, 1_000, 5_000}) {
            measure(awaits + " awaits in a method", 1, List.of(oneMethod(awaits)));
        }
    }

    /** A class by its name and its source. */
    record Source(String name, String text) {}

    /** Time that passes, and what all threads of the JVM have of it; nanoseconds. */
    record Clocks(long time, long cpu) {

        private static final OperatingSystemMXBean SYSTEM =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        static Clocks now() {
            return new Clocks(System.nanoTime(), SYSTEM.getProcessCpuTime());
        }

        Clocks since(Clocks earlier) {
            return new Clocks(time - earlier.time, cpu - earlier.cpu);
        }

        String beside(Clocks javac, String what) {
            return String.format(
                    Locale.ROOT,
                    "javac %6d ms (CPU %6d), %s %5d ms (CPU %5d), %.1f %% (CPU %.1f %%)",
                    javac.time / 1_000_000,
                    javac.cpu / 1_000_000,
                    what,
                    time / 1_000_000,
                    cpu / 1_000_000,
                    100.0 * time / javac.time,
                    100.0 * cpu / javac.cpu);
        }
    }

    private static void measure(String what, int round, List<Source> sources) throws IOException {
        var directory = Files.createTempDirectory("weaving");
        try {
            var files = write(sources, directory);
            var classes = Files.createDirectory(directory.resolve("classes"));
            var start = Clocks.now();
            compile(files, classes);
            var compiled = Clocks.now();
            var report = Weaver.builder().build().weave(List.of(classes));
            var woven = Clocks.now();
            System.out.printf(
                    Locale.ROOT,
                    "%-26s round %d: %s, %d methods woven%n",
                    what,
                    round,
                    woven.since(compiled).beside(compiled.since(start), "weaver"),
                    report.methodsWoven());
        } finally {
            delete(directory);
        }
    }

    static List<String> write(List<Source> sources, Path directory) throws IOException {
        var files = new ArrayList<String>();
        for (var source : sources) {
            var file = directory.resolve(source.name() + ".java");
            Files.writeString(file, source.text());
            files.add(file.toString());
        }
        return files;
    }

    static void compile(List<String> files, Path classes) {
        var options = new ArrayList<>(List.of("-g", "-proc:none", "-d", classes.toString()));
        options.addAll(List.of("-cp", System.getProperty("java.class.path")));
        options.addAll(files);
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException("javac failed");
        }
    }

    static List<Source> asyncClasses(int count) {
        var sources = new ArrayList<Source>();
        for (int i = 0; i < count; i++) {
            var text = new StringBuilder("import static dev.weft.Weft.*; import dev.weft.*; import java.util.*;\n");
            text.append("class Async")
                    .append(i)
                    .append(" { private final Map<String, Integer> seen = new HashMap<>();\n");
            for (int method = 0; method < METHODS_PER_CLASS; method++) {
                text.append(asyncMethod(method));
            }
            sources.add(new Source("Async" + i, text.append("}\n").toString()));
        }
        return sources;
    }

    /** What a service does: a loop, a condition, a handler, calls of its own methods and of others. */
    private static String asyncMethod(int number) {
        return """
                @Async Coroutine<Integer> handle%1$d(List<String> names, int limit) throws Exception {
                    int total = 0;
                    for (String name : names) {
                        if (seen.containsKey(name)) {
                            continue;
                        }
                        try {
                            int found = await(find%1$d(name, limit));
                            total += found > limit ? await(find%1$d(name + ":" + found, found)) : found;
                            seen.put(name, total);
                        } catch (IllegalStateException e) {
                            await(yieldNow());
                            System.out.println("again: " + name + e.getMessage());
                        } finally {
                            limit--;
                        }
                    }
                    return result(total + await(find%1$d("rest", limit)));
                }
                Coroutine<Integer> find%1$d(String name, int limit) { return result(name.length() * limit); }
                """.formatted(number);
    }

    private static List<Source> plainClasses(int count) {
        var sources = new ArrayList<Source>();
        for (int i = 0; i < count; i++) {
            sources.add(new Source("Plain" + i, """
                    import java.util.*;
                    class Plain%1$d {
                        private final List<String> names = new ArrayList<>();
                        void add(String name) { if (name != null && !names.contains(name)) names.add(name + %1$d); }
                        int size() { int total = 0; for (String name : names) total += name.length(); return total; }
                        @Override public String toString() { return "Plain" + names; }
                    }
                    """.formatted(i)));
        }
        return sources;
    }

    private static Source oneMethod(int awaits) {
        return new Source(
                "Long" + awaits,
                "import static dev.weft.Weft.*; import dev.weft.*;\nclass Long" + awaits
                        + " { @Async static Coroutine<Void> m(Coroutine<Void>[] a) {\n"
                        + "await(a[0]);\n".repeat(awaits) + "return done(); } }\n");
    }

    static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
