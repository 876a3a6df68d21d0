package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.CancellationHandlers;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.AwaitCalls;
import dev.weft.compiler.scan.ScannedClass;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * WEFT008: a task that swallows its {@code CancelledError} goes on as if nobody had cancelled it, and a stream as if nobody had
 * closed it.
 */
final class SwallowedCancellation implements Rule {

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.asyncMethods()) {
            if (!method.node().tryCatchBlocks.isEmpty()
                    && !AwaitCalls.in(method.node()).isEmpty()) {
                CancellationHandlers.thatSwallow(method.node())
                        .forEach(one -> report(one.handler(), one.ofAwait(), method.node(), reporter));
            }
        }
    }

    private static void report(TryCatchBlockNode handler, boolean ofAwait, MethodNode method, Reporter reporter) {
        var what = ofAwait ? "cancellation" : "the closing of the stream";
        if (handler.type == null) {
            reporter.at(
                    Instructions.orAfter(handler.handler),
                    method,
                    FindingCode.WEFT008,
                    "a finally block that does not end normally swallows " + what,
                    "let the finally block end normally: no return, break or continue out of it");
        } else {
            var name = handler.type.substring(handler.type.lastIndexOf('/') + 1);
            reporter.at(
                    Instructions.orAfter(handler.handler),
                    method,
                    FindingCode.WEFT008,
                    "catching " + name + " around an " + (ofAwait ? "await" : "emit") + " swallows " + what,
                    handler.type.equals(RuntimeAbi.CANCELLED_ERROR)
                            ? "end the handler with throw e, or do its work in a finally block"
                            : "catch Exception instead, or rethrow: catch (CancelledError e) { throw e; } before it");
        }
    }
}
