package dev.weft.benchmarks.process;

import dev.weft.Weft;

/** X4: one hello. */
public final class OneHello {
    private OneHello() {}

    public static void main(String[] arguments) {
        Weft.run(Hellos.hello());
    }
}
