package dev.weft.benchmarks.handwritten;

import static dev.weft.benchmarks.handwritten.Activation.SUSPENDED;

import dev.weft.benchmarks.Values;

/** Ten calls inside one another, in one class. Each could suspend, none does. */
public final class Nested {
    private Nested() {}

    /** Ten calls of one method. */
    public static int oneMethod(int times) {
        var machine = new Summing();
        int x = 0;
        for (int i = 0; i < times; i++) {
            int value = call(10, x + i, machine);
            if (value == SUSPENDED) {
                return machine.suspend(new AddOne());
            }
            x = value;
        }
        return x;
    }

    /** A call of each of ten methods. */
    public static int tenMethods(int times) {
        var machine = new Summing();
        int x = 0;
        for (int i = 0; i < times; i++) {
            int value = level1(x + i, machine);
            if (value == SUSPENDED) {
                return machine.suspend(new AddOne());
            }
            x = value;
        }
        return x;
    }

    private static int call(int depth, int x, Machine machine) {
        if (depth == 1) {
            return Values.of(x);
        }
        int value = call(depth - 1, x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }

    private static int level1(int x, Machine machine) {
        int value = level2(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }

    private static int level2(int x, Machine machine) {
        int value = level3(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }

    private static int level3(int x, Machine machine) {
        int value = level4(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }

    private static int level4(int x, Machine machine) {
        int value = level5(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }

    private static int level5(int x, Machine machine) {
        int value = level6(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }

    private static int level6(int x, Machine machine) {
        int value = level7(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }

    private static int level7(int x, Machine machine) {
        int value = level8(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }

    private static int level8(int x, Machine machine) {
        int value = level9(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }

    private static int level9(int x, Machine machine) {
        int value = level10(x, machine);
        return value == SUSPENDED ? machine.suspend(new AddOne()) : value + 1;
    }

    @SuppressWarnings("unused")
    private static int level10(int x, Machine machine) {
        return Values.of(x);
    }
}
