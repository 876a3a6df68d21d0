package dev.weft.compiler.split;

import dev.weft.compiler.normalise.Normaliser;
import dev.weft.compiler.testkit.Javac;

/** The plan of the method {@code m} of a class {@code C}. */
final class Plans {

    private Plans() {}

    static MethodPlan of(String method, String... options) {
        var async = Javac.compile("class C { Object field; " + method + " }", options)
                .async("m");
        return Splitter.split(Normaliser.normalise(async), "C$m$Frame");
    }

    /** The n-th state, from 1, as the printer shows it, from its operands on. */
    static String state(MethodPlan plan, int n) {
        var line = new PlanPrinter(plan).toText().lines().toList().get(n + 1);
        return line.substring(line.indexOf("operands"), line.indexOf(" ->"));
    }
}
