import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes what GrowthSources does, as state machines by hand: a local is a field, a number says where to go on. */
final class GrowthByHand {
    private static final int[] LOCALS = {0, 4, 16, 64};
    private static final int[] AWAITS = {1, 10, 100, 1_000};

    private GrowthByHand() {}

    public static void main(String[] arguments) throws IOException {
        var directory = Path.of(arguments[0], "dev", "weft", "benchmarks", "handwritten");
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("ManyLocals.java"), manyLocals());
        Files.writeString(directory.resolve("ManyAwaits.java"), manyAwaits());
    }

    private static String manyLocals() {
        var text = new StringBuilder(head("ManyLocals", "Yields in a loop, while many locals are live."));
        text.append("    public static int run(CallbackLoop loop, int locals, boolean changing, int times) {\n");
        text.append("        Counting machine = switch (locals) {\n");
        for (int locals : LOCALS) {
            text.append(
                    "            case %1$d -> changing ? new Changing%1$d(loop, times) : new Kept%1$d(loop, times);\n"
                            .formatted(locals));
        }
        text.append(ready());
        for (int locals : LOCALS) {
            text.append(withLocals("Kept" + locals, locals, ""));
            text.append(
                    withLocals("Changing" + locals, locals, each(locals, n -> "            a" + n + " ^= done;\n")));
        }
        return text.append("}\n").toString();
    }

    /** The number of yields that are done is {@code done}. */
    private static String withLocals(String name, int locals, String change) {
        return """

                    private static final class %1$s extends Counting {
                %2$s
                        %1$s(CallbackLoop loop, int times) {
                            super(loop, times);
                %3$s        }

                        @Override
                        public void run() {
                %4$s            if (++done < times) {
                                loop.execute(this);
                            } else {
                                result = times%5$s;
                            }
                        }
                    }
                """.formatted(
                        name,
                        each(locals, n -> "        private int a" + n + ";\n"),
                        each(locals, n -> "            a" + n + " = times + " + n + ";\n"),
                        change,
                        each(locals, n -> " ^ a" + n));
    }

    private static String manyAwaits() {
        var text = new StringBuilder(head("ManyAwaits", "Many awaits, one after another, in one method."));
        text.append(
                "    public static int run(CallbackLoop loop, int awaits, boolean suspending, Cell ready, int rounds) {\n");
        text.append("        Counting machine = switch (awaits) {\n");
        for (int n : AWAITS) {
            text.append(
                    "            case %1$d -> suspending ? new Suspending%1$d(loop, rounds) : new Ready%1$d(loop, rounds, ready);\n"
                            .formatted(n));
        }
        text.append(ready());
        for (int awaits : AWAITS) {
            text.append(suspending("Suspending" + awaits, awaits));
            text.append(awaitingReady("Ready" + awaits, awaits));
        }
        return text.append("}\n").toString();
    }

    private static String suspending(String name, int awaits) {
        return """

                    private static final class %1$s extends Counting {
                        private int state;

                        %1$s(CallbackLoop loop, int rounds) {
                            super(loop, rounds);
                        }

                        @Override
                        public void run() {
                            switch (state) {
                %2$s                default:
                                    result++;
                                    if (++done == times) {
                                        return;
                                    }
                                    state = 0;
                            }
                            loop.execute(this);
                        }
                    }
                """.formatted(
                        name,
                        each(
                                awaits - 1,
                                n ->
                                        "                case %d:%n                    result++;%n                    state = %d;%n                    break;%n"
                                                .formatted(n, n + 1)));
    }

    private static String awaitingReady(String name, int awaits) {
        return """

                    private static final class %1$s extends Counting {
                        private final Cell ready;
                        private int state;

                        %1$s(CallbackLoop loop, int rounds, Cell ready) {
                            super(loop, rounds);
                            this.ready = ready;
                        }

                        @Override
                        @SuppressWarnings("fallthrough")
                        public void run() {
                            for (; done < times; done++) {
                                switch (state) {
                                    case 0:
                %2$s                    default:
                                        result += ready.value();
                                }
                                state = 0;
                            }
                        }
                    }
                """.formatted(name, each(awaits, n -> awaitingReady(n, n == awaits - 1)));
    }

    private static String awaitingReady(int n, boolean last) {
        return """
                                        if (!ready.isDone()) {
                                            state = %1$d;
                                            ready.whenDone(this);
                                            return;
                                        }
                %2$s""".formatted(
                        n + 1,
                        last
                                ? ""
                                : "                    case %d:%n                        result += ready.value();%n"
                                        .formatted(n + 1));
    }

    private static String ready() {
        return """
                            default -> throw new IllegalArgumentException();
                        };
                        loop.execute(machine);
                        loop.run();
                        return machine.result;
                    }

                    private abstract static class Counting implements Runnable {
                        final CallbackLoop loop;
                        final int times;
                        int done;
                        int result;

                        Counting(CallbackLoop loop, int times) {
                            this.loop = loop;
                            this.times = times;
                        }
                    }
                """;
    }

    private static String head(String name, String comment) {
        return """
                package dev.weft.benchmarks.handwritten;

                import dev.weft.benchmarks.CallbackLoop;

                /** %1$s Written by GrowthByHand. */
                public final class %2$s {
                    private %2$s() {}

                """.formatted(comment, name);
    }

    private static String each(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining());
    }
}
