package dev.weft.compiler.check;

import dev.weft.compiler.analyse.HeldMonitors;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.AwaitCalls;
import dev.weft.compiler.scan.ScannedClass;

/** WEFT003: a monitor belongs to a thread, and a suspended method has no thread. */
final class AwaitWithMonitor implements Rule {

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.asyncMethods()) {
            if (HeldMonitors.anyIn(method.node())) {
                check(method, reporter);
            }
        }
    }

    private static void check(AsyncMethod async, Reporter reporter) {
        var method = async.node();
        var monitors = HeldMonitors.in(method);
        for (var call : AwaitCalls.in(method)) {
            var held = monitors.before(method.instructions.indexOf(call));
            if (!held.isEmpty()) {
                reporter.at(
                        call,
                        method,
                        FindingCode.WEFT003,
                        AwaitText.of(call) + " while holding the monitor of "
                                + AwaitText.expressionBefore(async, held.get(held.size() - 1)),
                        AwaitCalls.isEmit(call)
                                ? "leave the synchronized block before the emit: the consumer runs there"
                                : "leave the synchronized block before the await, or use dev.weft.sync.AsyncLock");
            }
        }
    }
}
