package dev.weft.it.bytecode;

import java.lang.reflect.Array;
import java.util.Random;

/** Random arguments: small numbers and short texts, so that methods meet what they look for. */
record Arguments(Random random) {
    private static final String LETTERS = "ab.0x1pF/$ *?-\t\u00e4";

    Object[] of(Class<?>[] types) {
        var arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = of(types[i]);
        }
        return arguments;
    }

    static boolean canMake(Class<?> type) {
        return type.isArray()
                ? canMake(type.getComponentType())
                : type.isPrimitive() || type == String.class || type == CharSequence.class;
    }

    private Object of(Class<?> type) {
        if (type.isArray()) {
            return array(type.getComponentType());
        } else if (type.isPrimitive()) {
            return primitive(type);
        }
        return random.nextInt(20) == 0 ? null : new String((char[]) array(char.class));
    }

    private Object array(Class<?> elements) {
        // no empty texts: replacing an empty one never ends in some libraries
        int length = elements.isArray() ? random.nextInt(4) : 1 + random.nextInt(8);
        Object array = Array.newInstance(elements, length);
        for (int i = 0; i < Array.getLength(array); i++) {
            Array.set(array, i, of(elements));
        }
        return array;
    }

    private Object primitive(Class<?> type) {
        int small = random.nextInt(8) - 1;
        return switch (type.getName()) {
            case "boolean" -> small > 2;
            case "byte" -> (byte) (small * 37);
            case "char" -> LETTERS.charAt(random.nextInt(LETTERS.length()));
            case "short" -> (short) (small * 7001);
            case "int" -> small;
            case "long" -> small * 0x1_2345_6789L;
            case "float" -> small / 3f;
            default -> small == 0 ? Double.NaN : small * 1.1e10;
        };
    }
}
