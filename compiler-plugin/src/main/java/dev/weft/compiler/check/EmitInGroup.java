package dev.weft.compiler.check;

import dev.weft.compiler.analyse.OpenGroups;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.AwaitCalls;
import dev.weft.compiler.scan.ScannedClass;

/**
 * WEFT016: while a stream stands at an emit, its consumer runs. If a child of an open group fails then, the group would cancel
 * what the consumer is at, in the same task.
 */
final class EmitInGroup implements Rule {

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var async : scanned.asyncMethods()) {
            if (async.isStream() && OpenGroups.anyIn(async.node())) {
                check(async, reporter);
            }
        }
    }

    private static void check(AsyncMethod async, Reporter reporter) {
        OpenGroups groups = null;
        for (var call : AwaitCalls.in(async.node())) {
            if (AwaitCalls.isEmit(call)) {
                groups = groups == null ? OpenGroups.in(async.node()) : groups;
                var open = groups.before(call);
                if (!open.isEmpty()) {
                    var last = open.get(open.size() - 1);
                    reporter.at(
                            call,
                            async.node(),
                            FindingCode.WEFT016,
                            AwaitText.of(call) + " while "
                                    + AwaitText.stored(async, "task group", Instructions.after(last)) + " is open",
                            "write AsyncStream.produce(capacity, sink -> ...), and send to the sink inside the group");
                }
            }
        }
    }
}
