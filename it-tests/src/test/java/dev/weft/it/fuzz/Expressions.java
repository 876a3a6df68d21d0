package dev.weft.it.fuzz;

import static dev.weft.it.fuzz.Kind.BOOLEAN;
import static dev.weft.it.fuzz.Kind.BOXED;
import static dev.weft.it.fuzz.Kind.INT;
import static dev.weft.it.fuzz.Kind.INTS;
import static dev.weft.it.fuzz.Kind.LONG;
import static dev.weft.it.fuzz.Kind.LONGS;
import static dev.weft.it.fuzz.Kind.OBJECT;
import static dev.weft.it.fuzz.Kind.PAIR;
import static dev.weft.it.fuzz.Kind.STRING;
import static dev.weft.it.fuzz.Kind.STRINGS;

import java.util.List;
import java.util.stream.Collectors;

/** Random expressions of a given kind, with awaits anywhere in them. */
final class Expressions {
    private static final int DEPTH = 3;

    private final Choices choices;
    private final Names names;
    private final List<String> sources;
    private final boolean hasThis;

    /**
     * @param sources the methods of the probe that make what is awaited
     * @param hasThis whether all methods are instance methods
     */
    Expressions(Choices choices, Names names, List<String> sources, boolean hasThis) {
        this.hasThis = hasThis;
        this.choices = choices;
        this.names = names;
        this.sources = sources;
    }

    String of(Kind kind, Scope scope) {
        return of(kind, scope, DEPTH);
    }

    String awaiting(Kind kind, Scope scope) {
        return await(kind, scope, DEPTH - 1);
    }

    private String of(Kind kind, Scope scope, int depth) {
        if (depth == 0 || !names.spend()) {
            return simple(kind, scope);
        }
        return switch (choices.below(14)) {
            case 0 -> literal(kind);
            case 1, 2 -> simple(kind, scope);
            case 3, 4, 5 -> await(kind, scope, depth - 1);
            case 6 -> call(kind, scope, depth - 1);
            case 7 ->
                "(" + of(BOOLEAN, scope, depth - 1) + " ? " + of(kind, scope, depth - 1) + " : "
                        + of(kind, scope, depth - 1) + ")";
            case 8 -> switchExpression(kind, scope, depth - 1);
            case 9 -> "p.<" + kind.box + ">see(\"" + names.fresh("e") + "\", " + of(kind, scope, depth - 1) + ")";
            case 10 -> lambda(kind, scope, depth - 1);
            case 11 -> assignment(kind, scope, depth - 1);
            default -> special(kind, scope, depth - 1);
        };
    }

    private String literal(Kind kind) {
        return choices.of(kind.literals);
    }

    private String simple(Kind kind, Scope scope) {
        var readable = scope.readable(kind);
        int choice = choices.below(readable.size() + 1);
        return choice == 0
                ? literal(kind)
                : readable.get(readable.size() - choice).name();
    }

    private String await(Kind kind, Scope scope, int depth) {
        String source = choices.of(sources);
        return awaited(kind) + "p.<" + kind.box + ">" + source + "(\"" + names.fresh("s") + "\", "
                + of(kind, scope, depth) + "))";
    }

    /** With all types given, since javac's inference takes exponential time in the depth. */
    static String awaited(Kind kind) {
        return "Weft.<" + kind.box + ">await(";
    }

    private String call(Kind kind, Scope scope, int depth) {
        var helpers = names.returning(kind);
        return helpers.isEmpty()
                ? await(kind, scope, depth)
                : awaited(kind) + call(choices.of(helpers), scope, depth) + ")";
    }

    /** A call of an async method, not awaited. */
    String call(Names.Helper helper, Scope scope, int depth) {
        return helper.parameters().stream()
                .map(parameter -> ", " + of(parameter, scope, depth))
                .collect(Collectors.joining("", helper.name() + "(p", ")"));
    }

    private String switchExpression(Kind kind, Scope scope, int depth) {
        var closed = scope.closed();
        String yielded = names.fresh("y");
        return "(switch (" + of(INT, scope, depth) + " & 3) { case 0 -> " + of(kind, closed, depth)
                + "; case 1, 2 -> { p.log("
                + of(STRING, closed, depth) + "); " + kind.type + " " + yielded + " = " + of(kind, closed, depth)
                + "; yield " + yielded
                + "; } default -> "
                + of(kind, closed, depth) + "; })";
    }

    private String lambda(Kind kind, Scope scope, int depth) {
        return awaited(kind) + "((Call<" + kind.box + ">) () -> Weft.<" + kind.box + ">result("
                + of(kind, scope.lambda(kind), depth) + ")).call())";
    }

    private String assignment(Kind kind, Scope scope, int depth) {
        var assignable = scope.assignable(kind);
        if (assignable.isEmpty()) {
            return await(kind, scope, depth);
        }
        String name = choices.of(assignable).name();
        if (kind.isNumber()) {
            return switch (choices.below(4)) {
                case 0 -> "(" + name + " = " + of(kind, scope, depth) + ")";
                case 1 -> name + "++";
                case 2 -> "--" + name;
                default -> "(" + name + choices.of(List.of(" += ", " *= ", " -= ")) + of(number(), scope, depth) + ")";
            };
        }
        return "(" + name + (kind == STRING ? " += " : " = ") + of(kind, scope, depth) + ")";
    }

    private Kind number() {
        return choices.of(Kind.NUMBERS);
    }

    private String special(Kind kind, Scope scope, int depth) {
        return switch (kind) {
            case INT -> integer(scope, depth);
            case LONG -> wide(scope, depth);
            case DOUBLE, FLOAT ->
                "(" + kind.type + ") (" + of(kind, scope, depth) + operator() + of(number(), scope, depth) + ")";
            case BYTE, CHAR, SHORT ->
                "(" + kind.type + ") (" + of(kind, scope, depth) + operator() + of(INT, scope, depth) + ")";
            case STRING -> string(scope, depth);
            case BOOLEAN -> condition(scope, depth);
            case OBJECT -> "(Object) " + "(" + of(choices.of(Kind.PRINTABLE), scope, depth) + ")";
            case BOXED -> "Integer.valueOf(" + of(INT, scope, depth) + ")";
            case PAIR ->
                "new Pair(" + of(choices.of(Kind.PRINTABLE), scope, depth) + ", " + of(LONG, scope, depth) + ")";
            case INTS -> "new int[] {" + of(INT, scope, depth) + ", " + of(INT, scope, depth) + "}";
            case LONGS -> "new long[] {" + of(LONG, scope, depth) + ", " + of(LONG, scope, depth) + "}";
            case STRINGS -> "new String[] {" + of(STRING, scope, depth) + ", " + of(STRING, scope, depth) + "}";
        };
    }

    private String operator() {
        return choices.of(List.of(" + ", " - ", " * "));
    }

    private String integer(Scope scope, int depth) {
        return switch (choices.below(10)) {
            case 0 ->
                "(" + of(INT, scope, depth) + choices.of(List.of(" + ", " - ", " ^ ", " & ", " / "))
                        + of(INT, scope, depth) + ")";
            case 1 ->
                "mix(" + of(INT, scope, depth) + ", " + of(LONG, scope, depth) + ", " + of(STRING, scope, depth) + ")";
            case 2 -> of(INTS, scope, depth) + "[" + of(INT, scope, depth) + " & 1]";
            case 3 -> of(STRINGS, scope, depth) + ".length";
            case 4 -> "(int) " + primitive(scope, depth);
            case 5 -> "(int) " + of(BOXED, scope, depth);
            case 6 -> of(STRING, scope, depth) + ".length()";
            case 7 -> compound(of(INTS, scope, depth) + "[" + of(INT, scope, depth) + " & 1]", scope, depth);
            case 8 -> compound(hasThis ? "own" : "field", scope, depth);
            default -> choices.oneIn(2) ? "field++" : "(field += " + of(INT, scope, depth) + ")";
        };
    }

    /** Of a number: the old value is read before the right-hand side is evaluated. */
    private String compound(String target, Scope scope, int depth) {
        return "(" + target + choices.of(List.of(" += ", " -= ", " *= ")) + of(number(), scope, depth) + ")";
    }

    /** An await is boxed, and a boxed number can only be cast to its own type. */
    private String primitive(Scope scope, int depth) {
        var kind = number();
        return "((" + kind.type + ") (" + of(kind, scope, depth) + "))";
    }

    private String wide(Scope scope, int depth) {
        return switch (choices.below(8)) {
            case 0 ->
                "(" + of(LONG, scope, depth) + operator() + of(choices.of(List.of(INT, LONG)), scope, depth) + ")";
            case 1 -> "new Pair(" + of(OBJECT, scope, depth) + ", " + of(LONG, scope, depth) + ").b()";
            case 2 -> of(PAIR, scope, depth) + ".b()";
            case 3 -> "(long) " + primitive(scope, depth);
            case 4 -> compound(of(LONGS, scope, depth) + "[" + of(INT, scope, depth) + " & 1]", scope, depth);
            case 5 -> hasThis ? "self(p).ownWide++" : "wideField--";
            case 6 -> compound(hasThis ? "self(p).ownWide" : "wideField", scope, depth);
            default -> "(wideField += " + of(LONG, scope, depth) + ")";
        };
    }

    private String string(Scope scope, int depth) {
        return switch (choices.below(4)) {
            case 0, 1 ->
                "(\"\" + " + of(choices.of(Kind.PRINTABLE), scope, depth) + " + "
                        + of(choices.of(Kind.PRINTABLE), scope, depth) + " + \"/\" + "
                        + of(choices.of(Kind.PRINTABLE), scope, depth) + ")";
            case 2 ->
                "new StringBuilder(\"b\").append(" + of(LONG, scope, depth) + ").append(" + of(BOOLEAN, scope, depth)
                        + ").append(" + of(OBJECT, scope, depth) + ").toString()";
            default -> of(STRINGS, scope, depth) + "[0]";
        };
    }

    private String condition(Scope scope, int depth) {
        return switch (choices.below(6)) {
            case 0 ->
                "((double) (" + of(number(), scope, depth) + ")" + choices.of(List.of(" < ", " == ", " >= "))
                        + of(number(), scope, depth) + ")";
            case 1 -> "(" + of(BOOLEAN, scope, depth) + " && " + of(BOOLEAN, scope, depth) + ")";
            case 2 -> "(" + of(BOOLEAN, scope, depth) + " || " + of(BOOLEAN, scope, depth) + ")";
            case 3 -> "!" + of(BOOLEAN, scope, depth);
            case 4 ->
                "(" + of(OBJECT, scope, depth) + " instanceof " + choices.of(List.of("String", "Integer", "Pair"))
                        + ")";
            default -> "(" + of(choices.of(List.of(STRING, OBJECT, INTS)), scope, depth) + " == null)";
        };
    }
}
