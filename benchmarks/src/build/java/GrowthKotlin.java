import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes what GrowthSources does, in Kotlin. */
final class GrowthKotlin {
    private static final int[] LOCALS = {0, 4, 16, 64};

    /** Its compiler refuses a function with 1,000 awaits: "Method too large". */
    private static final int[] AWAITS = {1, 10, 100};

    private GrowthKotlin() {}

    public static void main(String[] arguments) throws IOException {
        var directory = Path.of(arguments[0]);
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("ManyLocals.kt"), manyLocals());
        Files.writeString(directory.resolve("ManyAwaits.kt"), manyAwaits());
    }

    private static String manyLocals() {
        var text = new StringBuilder(head("ManyLocals", "Yields in a loop, while many locals are live."));
        text.append("""
                    @JvmStatic
                    fun run(locals: Int, changing: Boolean, times: Int): Int = looping {
                        when (locals) {
                """);
        for (int locals : LOCALS) {
            text.append(
                    "            %1$d -> if (changing) changing%1$d(times) else kept%1$d(times)%n".formatted(locals));
        }
        text.append("            else -> throw IllegalArgumentException()\n        }\n    }\n");
        for (int locals : LOCALS) {
            text.append(withLocals("kept" + locals, "val", locals, ""));
            text.append(withLocals(
                    "changing" + locals,
                    "var",
                    locals,
                    each(locals, n -> "            a%1$d = a%1$d xor i%n".formatted(n))));
        }
        return text.append("}\n").toString();
    }

    private static String withLocals(String name, String local, int locals, String change) {
        return """

                    private suspend fun %s(times: Int): Int {
                %s        for (i in 0 until times) {
                            yield()
                %s        }
                        return times%s
                    }
                """.formatted(
                        name,
                        each(locals, n -> "        %s a%d = times + %d%n".formatted(local, n, n)),
                        change,
                        each(locals, n -> " xor a" + n));
    }

    private static String manyAwaits() {
        var text = new StringBuilder(head("ManyAwaits", "Many awaits, one after another, in one function."));
        text.append("""
                    @JvmStatic
                    fun run(awaits: Int, suspending: Boolean, ready: Deferred<Int>, rounds: Int): Int = looping {
                        when (awaits) {
                """);
        for (int n : AWAITS) {
            text.append("            %1$d -> if (suspending) suspending%1$d(rounds) else ready%1$d(ready, rounds)%n"
                    .formatted(n));
        }
        text.append("            else -> throw IllegalArgumentException()\n        }\n    }\n");
        for (int awaits : AWAITS) {
            text.append(withAwaits(
                    "ready" + awaits, "ready: Deferred<Int>, ", awaits, "            sum += ready.await()\n"));
            text.append(withAwaits("suspending" + awaits, "", awaits, "            yield()\n            sum++\n"));
        }
        return text.append("}\n").toString();
    }

    private static String withAwaits(String name, String parameter, int awaits, String await) {
        return """

                    private suspend fun %s(%srounds: Int): Int {
                        var sum = 0
                        for (i in 0 until rounds) {
                %s        }
                        return sum
                    }
                """.formatted(name, parameter, await.repeat(awaits));
    }

    private static String head(String name, String comment) {
        return """
                package dev.weft.benchmarks.kotlin

                %simport kotlinx.coroutines.yield

                /** %s Written by GrowthKotlin. */
                object %s {
                """.formatted("ManyAwaits".equals(name) ? "import kotlinx.coroutines.Deferred\n" : "", comment, name);
    }

    private static String each(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining());
    }
}
