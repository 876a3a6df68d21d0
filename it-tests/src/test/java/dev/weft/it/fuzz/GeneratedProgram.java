package dev.weft.it.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * A class with one target and a few async methods that it calls.
 *
 * @param name binary name of the class
 * @param choices what it was made from
 * @param source its text
 */
record GeneratedProgram(String name, List<Integer> choices, String source) {
    private static final String PACKAGE = "dev.weft.it.generated";
    private static final List<String> WITHOUT_LOOP = List.of("step", "step", "step", "awaiter", "future");
    private static final List<String> OF_ALL_KINDS = List.of("step", "awaiter", "future", "task");
    private static final List<String> OF_INSTANCE = List.of("private", "final", "");
    private static final List<String> OF_CLASS = List.of("private static", "static");

    private static final String HEAD = """
            package %s;

            import static dev.weft.Weft.await;
            import static dev.weft.Weft.result;

            import dev.weft.*;
            import dev.weft.it.*;

            @SuppressWarnings("all")
            class %s {
            record Pair(Object a, long b) {}
            enum Letter { A, B }
            interface Call<T> { Coroutine<T> call(); }
            record Res(Probe p, int n) implements AutoCloseable {
                Res { p.log("open " + n); }
                public void close() { p.log("close " + n); if ((n & 1) != 0) throw new Failure("close"); }
            }
            static final Object LOCK = new Object();
            static int field;
            static long wideField;
            int own = 5;
            long ownWide = 1L << 33;
            %s self(Probe p) { p.log("self"); return this; }
            static boolean yes() { return true; }
            static boolean no() { return false; }
            static int mix(int a, long b, String c) { return a + (int) b + (c == null ? 0 : c.length()); }

            """;

    static GeneratedProgram of(int number, Choices choices) {
        String simpleName = "P" + number;
        var names = new Names(0);
        boolean onlyCold = choices.oneIn(2);
        var modifiers = choices.oneIn(2) ? OF_CLASS : OF_INSTANCE;
        var sources = onlyCold ? OF_ALL_KINDS : WITHOUT_LOOP;
        var expressions = new Expressions(choices, names, sources, modifiers == OF_INSTANCE);
        var statements = new Statements(choices, names, expressions);
        var text = new StringBuilder(HEAD.formatted(PACKAGE, simpleName, simpleName));
        var returned = choices.of(Kind.PRINTABLE);
        for (int helpers = choices.below(4); helpers > 0; helpers--) {
            names.refill(25);
            var kind = choices.oneIn(3) ? returned : choices.of(Kind.ALL); // calls of the first may be returned
            text.append(helper(kind, modifiers, choices, names, statements));
        }
        names.refill(60);
        text.append("@Case(108) @Async ")
                .append(onlyCold ? "@ColdOnly" : "")
                .append("\nCoroutine<")
                .append(returned.box)
                .append("> target(Probe p) {\nfield = 1;\nwideField = 2;\n");
        text.append(statements.body(Scope.ofMethod(returned))).append("}\n}\n");
        return new GeneratedProgram(PACKAGE + "." + simpleName, choices.made(), text.toString());
    }

    private static String helper(
            Kind returned, List<String> modifiers, Choices choices, Names names, Statements statements) {
        var scope = Scope.ofMethod(returned);
        var parameters = new ArrayList<Kind>();
        var list = new StringBuilder("Probe p");
        for (int n = choices.below(4); n > 0; n--) {
            var kind = choices.of(Kind.ALL);
            String name = names.fresh("x");
            boolean constant = choices.oneIn(3);
            list.append(constant ? ", final " : ", ")
                    .append(kind.type)
                    .append(' ')
                    .append(name);
            scope.declare(new Scope.Variable(name, kind, !constant, constant));
            parameters.add(kind);
        }
        String name = names.fresh("helper");
        String text = "@Async\n" + choices.of(modifiers) + " Coroutine<" + returned.box + "> " + name + "(" + list
                + ") {\n" + statements.body(scope) + "}\n\n";
        names.add(new Names.Helper(name, returned, parameters));
        return text;
    }
}
