package dev.weft.it.fuzz;

import java.util.Arrays;
import java.util.List;

/** The types that generated programs use; with literals, the simplest first. */
enum Kind {
    INT("int", "Integer", "1", "0", "(-1)", "7", "Integer.MAX_VALUE", "Integer.MIN_VALUE", "40000"),
    LONG("long", "Long", "1L", "0L", "(-1L)", "(1L << 40)", "Long.MIN_VALUE", "3L"),
    STRING("String", "String", "\"s\"", "\"\"", "\"two\"", "((String) null)", "\"three\"", "\"four\""),
    BOOLEAN("boolean", "Boolean", "yes()", "no()", "true", "false"),
    DOUBLE("double", "Double", "1.5", "0.0", "(-0.0)", "Double.NaN", "1e300", "Double.MIN_VALUE"),
    FLOAT("float", "Float", "1.5f", "0f", "(-0f)", "Float.NaN", "1e30f", "Float.MIN_VALUE"),
    BYTE("byte", "Byte", "((byte) 1)", "((byte) 0)", "((byte) -128)", "((byte) 127)"),
    CHAR("char", "Character", "'c'", "'\\0'", "'\\uffff'"),
    SHORT("short", "Short", "((short) 1)", "((short) 0)", "((short) -32768)", "((short) 32767)"),
    OBJECT("Object", "Object", "((Object) \"o\")", "((Object) null)", "((Object) 5)", "((Object) 'c')"),
    BOXED(
            "Integer",
            "Integer",
            "((Integer) 5)",
            "((Integer) 0)",
            "((Integer) 1000)",
            "((Integer) null)",
            "((Integer) (-3))"),
    PAIR("Pair", "Pair", "(new Pair(1, 2L))", "(new Pair(null, 0L))", "(new Pair(\"p\", 1L << 33))", "((Pair) null)"),
    INTS(
            "int[]",
            "int[]",
            "(new int[] {1, 2, 3})",
            "(new int[] {4, 5})",
            "(new int[] {1})",
            "(new int[] {0, -1})",
            "((int[]) null)"),
    LONGS("long[]", "long[]", "(new long[] {1L, 2L})", "(new long[] {5L})", "((long[]) null)"),
    STRINGS(
            "String[]",
            "String[]",
            "(new String[] {\"a\", \"b\"})",
            "(new String[] {\"c\"})",
            "(new String[] {null, \"d\"})",
            "((String[]) null)");

    /** The primitive kinds with arithmetic. */
    static final List<Kind> NUMBERS = List.of(INT, LONG, DOUBLE, FLOAT, BYTE, CHAR, SHORT);

    /** What may stand in a string or in an {@code Object}: arrays would print their identity. */
    static final List<Kind> PRINTABLE =
            List.of(INT, LONG, STRING, BOOLEAN, DOUBLE, FLOAT, BYTE, CHAR, SHORT, OBJECT, BOXED, PAIR);

    static final List<Kind> ALL = List.of(values());

    final String type;
    final String box;
    final List<String> literals;

    Kind(String type, String box, String... literals) {
        this.type = type;
        this.box = box;
        this.literals = Arrays.asList(literals);
    }

    boolean isNumber() {
        return NUMBERS.contains(this);
    }
}
