package dev.weft.compiler.check;

import dev.weft.compiler.scan.ScannedClass;
import java.util.List;

/** The registry of rules, in the order of their codes. */
public final class Rules {

    private static final List<Rule> ALL = List.of(
            new AwaitOutsideAsync(),
            new UnsupportedReturnType(),
            new AwaitWithMonitor(),
            new UnsuitableAsyncMethod(),
            new AwaitBeforeConstructorCall());

    private Rules() {}

    public static void checkAll(ScannedClass scanned, Reporter reporter) {
        ALL.forEach(rule -> rule.check(scanned, reporter));
    }
}
