package dev.weft.it.fuzz;

import static dev.weft.it.fuzz.Kind.BOOLEAN;
import static dev.weft.it.fuzz.Kind.INT;
import static dev.weft.it.fuzz.Kind.INTS;
import static dev.weft.it.fuzz.Kind.STRING;
import static dev.weft.it.fuzz.Kind.STRINGS;

import dev.weft.it.fuzz.Scope.Variable;
import java.util.ArrayList;
import java.util.List;

/** Random statements. All of them can complete normally, so whatever follows is reachable; all loops end. */
final class Statements {
    private static final int DEPTH = 4;

    /** In an order in which none hides a later one. */
    private static final List<String> CAUGHT = List.of(
            "Failure", "ArithmeticException", "RuntimeException", "Bug", "CancelledError", "Error", "Throwable");

    private final Choices choices;
    private final Names names;
    private final Expressions expressions;

    Statements(Choices choices, Names names, Expressions expressions) {
        this.choices = choices;
        this.names = names;
        this.expressions = expressions;
    }

    String body(Scope scope) {
        return several(scope, DEPTH, 5) + returning(scope);
    }

    private String several(Scope scope, int depth, int most) {
        var all = new StringBuilder();
        for (int n = choices.below(most + 1); n > 0; n--) {
            all.append(statement(scope, depth));
        }
        return all.toString();
    }

    private String block(Scope scope, int depth) {
        return "{\n" + several(scope.block(), depth, 3) + "}\n";
    }

    private String statement(Scope scope, int depth) {
        if (depth == 0 || !names.spend()) {
            return "p.log(" + expressions.of(INT, scope) + ");\n";
        }
        return switch (choices.below(19)) {
            case 0 -> "p.log(" + expressions.of(choices.of(Kind.ALL), scope) + ");\n";
            case 1, 2, 3 -> declaration(scope);
            case 4 -> expressions.awaiting(choices.of(Kind.ALL), scope) + ";\n";
            case 5 -> constant(scope);
            case 6 -> assignment(scope);
            case 7 ->
                "if (" + condition(scope) + ") " + block(scope, depth - 1)
                        + (choices.oneIn(2) ? "else " + block(scope, depth - 1) : "");
            case 8, 9 -> loop(scope, depth - 1);
            case 10, 11, 12 -> tryStatement(scope, depth - 1);
            case 13 -> jump(scope);
            case 14 -> switchStatement(scope, depth - 1);
            case 15 -> assignedOnBothPaths(scope);
            case 16 -> synchronizedBlock(scope);
            case 17 -> lambda(scope, depth - 1);
            default -> element(scope);
        };
    }

    private String condition(Scope scope) {
        return expressions.of(BOOLEAN, scope);
    }

    private String declaration(Scope scope) {
        var kind = choices.of(Kind.ALL);
        String name = names.fresh("v");
        String text = kind.type + " " + name + " = " + expressions.of(kind, scope) + ";\n";
        scope.declare(new Variable(name, kind, true, false));
        return text;
    }

    private String constant(Scope scope) {
        var kind = choices.of(Kind.ALL);
        String name = names.fresh("c");
        String text = "final " + kind.type + " " + name + " = " + expressions.awaiting(kind, scope) + ";\n";
        scope.declare(new Variable(name, kind, false, true));
        return text;
    }

    private String assignment(Scope scope) {
        var kind = choices.of(Kind.ALL);
        var assignable = scope.assignable(kind);
        return assignable.isEmpty()
                ? declaration(scope)
                : choices.of(assignable).name() + " = " + expressions.of(kind, scope) + ";\n";
    }

    private String assignedOnBothPaths(Scope scope) {
        var kind = choices.of(Kind.ALL);
        String name = names.fresh("v");
        String text = kind.type + " " + name + ";\nif (" + condition(scope) + ") { " + name + " = "
                + expressions.of(kind, scope) + "; } else { " + name + " = " + expressions.awaiting(kind, scope)
                + "; }\n";
        scope.declare(new Variable(name, kind, true, false));
        return text;
    }

    private String element(Scope scope) {
        boolean numbers = !choices.oneIn(2);
        var kind = numbers ? INT : STRING;
        String array = expressions.of(numbers ? INTS : STRINGS, scope);
        String target = choices.oneIn(2) ? array : names.fresh("a");
        String before = target.equals(array) ? "" : (numbers ? "int[] " : "String[] ") + target + " = " + array + ";\n";
        if (before.isEmpty()) {
            return "p.log((" + target + ")[" + expressions.of(INT, scope) + " & 1]);\n";
        }
        return before + target + "[" + expressions.of(INT, scope) + " & 1]" + choices.of(List.of(" = ", " += "))
                + expressions.of(kind, scope) + ";\np.log(" + target + ");\n";
    }

    private String loop(Scope scope, int depth) {
        String label = names.fresh("loop");
        String counter = names.fresh("i");
        var inner = scope.loop(label);
        inner.declare(new Variable(counter, INT, false, false));
        return switch (choices.below(4)) {
            case 0 ->
                label + ": for (int " + counter + " = 0; " + counter + " < 2; " + counter + "++) "
                        + block(inner, depth);
            case 1 ->
                "int " + counter + " = 0;\n" + label + ": while (" + counter + "++ < 2 && " + condition(scope) + ") "
                        + block(inner, depth);
            case 2 ->
                "int " + counter + " = 0;\n" + label + ": do " + block(inner, depth) + "while (" + counter
                        + "++ < 2 && " + condition(scope) + ");\n";
            default ->
                label + ": for (int " + counter + " : " + expressions.of(INTS, scope) + ") " + block(inner, depth);
        };
    }

    private String jump(Scope scope) {
        String guard = "if (" + condition(scope) + ") ";
        var ways = new ArrayList<String>();
        for (var loop : scope.loops()) {
            ways.add("break " + loop + ";\n");
            ways.add("continue " + loop + ";\n");
        }
        if (!scope.loops().isEmpty()) {
            ways.add("break;\n");
            ways.add("continue;\n");
        }
        ways.add("throw new Failure(\"" + names.fresh("thrown") + "\");\n");
        if (scope.returned() != null) {
            ways.add(returning(scope));
            var helpers = names.returning(scope.returned());
            if (!helpers.isEmpty()) {
                ways.add(returned(helpers, scope));
            }
        }
        return guard + choices.of(ways);
    }

    private String tryStatement(Scope scope, int depth) {
        boolean resource = choices.oneIn(4);
        var text = new StringBuilder("try ");
        if (resource) {
            text.append("(var ")
                    .append(names.fresh("r"))
                    .append(" = new Res(p, ")
                    .append(expressions.of(INT, scope))
                    .append(")) ");
        }
        text.append("{\np.log(")
                .append(names.fresh(""))
                .append(");\n")
                .append(guarded(scope.block(), depth))
                .append("}\n");
        boolean caught = false;
        for (String type : CAUGHT) {
            if (choices.oneIn(4)) {
                caught = true;
                text.append(handler(type, scope, depth));
            }
        }
        if (!resource && !caught || choices.oneIn(2)) {
            text.append("finally ").append(block(scope, depth));
        }
        return text.toString();
    }

    /** The statements of a {@code try}, which often end with what a {@code try} changes: the return of an async call. */
    private String guarded(Scope scope, int depth) {
        String statements = several(scope, depth, 3);
        var helpers = scope.returned() == null ? List.<Names.Helper>of() : names.returning(scope.returned());
        return helpers.isEmpty() || !choices.oneIn(3)
                ? statements
                : statements + "if (" + condition(scope) + ") " + returned(helpers, scope);
    }

    private String returned(List<Names.Helper> helpers, Scope scope) {
        return "return " + expressions.call(choices.of(helpers), scope, 2) + ";\n";
    }

    private String handler(String type, Scope scope, int depth) {
        String name = names.fresh("e");
        return "catch (" + type + " " + name + ") {\n" + several(scope.block(), depth, 2) + "p.log(" + name + ");\n"
                + (choices.oneIn(3) ? "if (" + condition(scope) + ") throw " + name + ";\n" : "") + "}\n";
    }

    private String switchStatement(Scope scope, int depth) {
        return switch (choices.below(3)) {
            case 0 ->
                "switch (" + expressions.of(INT, scope) + " & 3) {\ncase 0: " + block(scope, depth) + fallThrough()
                        + "case 1: " + block(scope, depth) + fallThrough() + "default: " + block(scope, depth) + "}\n";
            case 1 ->
                "switch (" + expressions.of(STRING, scope) + ") {\ncase \"s\": " + block(scope, depth) + fallThrough()
                        + "case \"two\": " + block(scope, depth) + fallThrough() + "default: " + block(scope, depth)
                        + "}\n";
            default ->
                "switch (Letter.values()[" + expressions.of(INT, scope) + " & 1]) {\ncase A -> " + block(scope, depth)
                        + "case B -> " + block(scope, depth) + "default -> " + block(scope, depth) + "}\n";
        };
    }

    private String fallThrough() {
        return choices.oneIn(2) ? "" : "break;\n";
    }

    private String synchronizedBlock(Scope scope) {
        return "synchronized (LOCK) { p.log(" + simpleNumber(scope) + "); }\n";
    }

    private String simpleNumber(Scope scope) {
        var readable = scope.readable(INT);
        return readable.isEmpty() ? "1" : choices.of(readable).name();
    }

    private String lambda(Scope scope, int depth) {
        var kind = choices.of(Kind.ALL);
        String name = names.fresh("lambda");
        var inner = scope.lambda(kind);
        String statements = several(inner, depth, 3);
        String declaration = "Call<" + kind.box + "> " + name + " = () -> {\n" + awaitIfCallReturned(statements)
                + statements + returning(inner) + "};\n";
        String call = "p.log(" + Expressions.awaited(kind) + name + ".call()));\n";
        return declaration + call + (choices.oneIn(2) ? call : "");
    }

    /** A lambda without an await is not woven: what it returns from inside a {@code try} is awaited by its caller. */
    private String awaitIfCallReturned(String statements) {
        return statements.contains("return helper") && !statements.contains("await(")
                ? expressions.awaiting(INT, Scope.ofMethod(INT)) + ";\n"
                : "";
    }

    private String returning(Scope scope) {
        return "return Weft.<" + scope.returned().box + ">result(" + expressions.of(scope.returned(), scope) + ");\n";
    }
}
