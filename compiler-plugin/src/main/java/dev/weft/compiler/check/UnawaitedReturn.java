package dev.weft.compiler.check;

import dev.weft.compiler.analyse.ReturnsInTry;
import dev.weft.compiler.code.LocalVariables;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.ScannedClass;

/**
 * WEFT011: a coroutine, stage or stream that is returned from inside a {@code try} is awaited there. Where the class has no
 * tables of local variables, it may be one that a variable holds and that is returned behind the {@code try}; then it is
 * awaited behind it, as the bytecode says.
 */
final class UnawaitedReturn implements Rule {

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        if (!LocalVariables.areNamedIn(scanned.node())) {
            scanned.asyncMethods().stream()
                    .filter(method -> !method.isEntry())
                    .forEach(method -> check(method, reporter));
        }
    }

    private static void check(AsyncMethod async, Reporter reporter) {
        for (var store : ReturnsInTry.in(async.node(), false).unclear()) {
            if (!DoneMakers.makeAllBefore(store, async.node())) {
                reporter.at(
                        store,
                        async.node(),
                        FindingCode.WEFT011,
                        "what may be returned from inside a try here runs after finally and close(), and no catch sees"
                                + " its failure: the class has no table of local variables",
                        (async.isStream()
                                        ? "write emitAll(...), and return end()"
                                        : "write return result(await(...)), or completedFuture(await(...)) in a method"
                                                + " that returns a future")
                                + "; or compile with -g");
            }
        }
    }
}
