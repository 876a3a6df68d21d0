import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes what GrowthSources does, as plain methods for virtual threads. */
final class GrowthThreads {
    private static final int[] LOCALS = {0, 4, 16, 64};
    private static final int[] AWAITS = {1, 10, 100, 1_000};

    private GrowthThreads() {}

    public static void main(String[] arguments) throws IOException {
        var directory = Path.of(arguments[0], "dev", "weft", "benchmarks", "threads");
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("ManyLocals.java"), manyLocals());
        Files.writeString(directory.resolve("ManyAwaits.java"), manyAwaits());
    }

    private static String manyLocals() {
        var text = new StringBuilder(head("ManyLocals", "Yields in a loop, while many locals are live."));
        text.append("    public static int run(int locals, boolean changing, int times) {\n");
        text.append("        return switch (locals) {\n");
        for (int locals : LOCALS) {
            text.append(
                    "            case %1$d -> changing ? changing%1$d(times) : kept%1$d(times);\n".formatted(locals));
        }
        text.append("            default -> throw new IllegalArgumentException();\n        };\n    }\n");
        for (int locals : LOCALS) {
            text.append(withLocals("kept" + locals, locals, ""));
            text.append(withLocals("changing" + locals, locals, each(locals, n -> "            a" + n + " ^= i;\n")));
        }
        return text.append("}\n").toString();
    }

    private static String withLocals(String name, int locals, String change) {
        return """

                    private static int %s(int times) {
                %s        for (int i = 0; i < times; i++) {
                            Thread.yield();
                %s        }
                        return times%s;
                    }
                """.formatted(
                        name,
                        each(locals, n -> "        int a" + n + " = times + " + n + ";\n"),
                        change,
                        each(locals, n -> " ^ a" + n));
    }

    private static String manyAwaits() {
        var text = new StringBuilder(head("ManyAwaits", "Many waits, one after another, in one method."));
        text.append("    public static int run(\n");
        text.append("            int awaits, boolean suspending, CompletableFuture<Integer> ready, int rounds) {\n");
        text.append("        return switch (awaits) {\n");
        for (int n : AWAITS) {
            text.append("            case %1$d -> suspending ? suspending%1$d(rounds) : ready%1$d(ready, rounds);\n"
                    .formatted(n));
        }
        text.append("            default -> throw new IllegalArgumentException();\n        };\n    }\n");
        for (int awaits : AWAITS) {
            text.append(withAwaits(
                    "ready" + awaits,
                    "CompletableFuture<Integer> ready, ",
                    awaits,
                    "            sum += ready.join();\n"));
            text.append(
                    withAwaits("suspending" + awaits, "", awaits, "            Thread.yield();\n            sum++;\n"));
        }
        return text.append("}\n").toString();
    }

    private static String withAwaits(String name, String parameter, int awaits, String await) {
        return """

                    private static int %s(%sint rounds) {
                        int sum = 0;
                        for (int i = 0; i < rounds; i++) {
                %s        }
                        return sum;
                    }
                """.formatted(name, parameter, await.repeat(awaits));
    }

    private static String head(String name, String comment) {
        return """
                package dev.weft.benchmarks.threads;

                %3$s/** %1$s Written by GrowthThreads. */
                public final class %2$s {
                    private %2$s() {}

                """.formatted(
                comment, name, "ManyAwaits".equals(name) ? "import java.util.concurrent.CompletableFuture;\n\n" : "");
    }

    private static String each(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining());
    }
}
