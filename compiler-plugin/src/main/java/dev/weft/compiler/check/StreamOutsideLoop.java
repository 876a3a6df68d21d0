package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.StreamLoop;
import dev.weft.compiler.code.MethodHandles;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.ScannedClass;
import org.objectweb.asm.Handle;

/**
 * WEFT013: {@code await(stream)} that is not what a loop runs over. Loops have been made loops over cursors by now; what is
 * left is something else, and nobody would close the stream. In code that is not async it is WEFT001.
 */
final class StreamOutsideLoop implements Rule {

    private static final String LOOP = "write for (var item : await(stream)); or by hand"
            + " try (var items = stream.open()) { while (await(items.next())) use(items.current()); }";

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var async : scanned.asyncMethods()) {
            for (var await : StreamLoop.awaitsIn(async.node())) {
                reporter.at(
                        await,
                        async.node(),
                        FindingCode.WEFT013,
                        "await(stream) is not the expression of an enhanced for statement",
                        LOOP + "; or, for all items at once, await(stream.toList())");
            }
        }
        for (var method : scanned.node().methods) {
            for (var instruction : method.instructions) {
                if (MethodHandles.any(instruction, StreamOutsideLoop::isAwaitOfStream)) {
                    reporter.at(
                            instruction,
                            method,
                            FindingCode.WEFT013,
                            "'await' of a stream cannot be used as a method reference",
                            LOOP + "; or, where a function is needed, AsyncStream::toList");
                }
            }
        }
    }

    /** Whether a method reference is to {@code Weft.await} of a stream. */
    static boolean isAwaitOfStream(Handle reference) {
        return reference.getOwner().equals(RuntimeAbi.WEFT)
                && reference.getName().equals(RuntimeAbi.AWAIT)
                && reference.getDesc().equals(RuntimeAbi.AWAIT_STREAM_DESCRIPTOR);
    }
}
