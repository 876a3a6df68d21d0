package dev.weft.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** JMH's main program, without the benchmarks that this JDK cannot run. */
public final class Main {
    private static final int VIRTUAL_THREADS = 21;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        var all = new ArrayList<>(List.of(arguments));
        if (Runtime.version().feature() < VIRTUAL_THREADS) {
            System.out.println("Without virtual threads: Java " + Runtime.version() + " has none");
            all.addAll(List.of("-e", "\\.virtualThread"));
        }
        org.openjdk.jmh.Main.main(all.toArray(String[]::new));
    }
}
