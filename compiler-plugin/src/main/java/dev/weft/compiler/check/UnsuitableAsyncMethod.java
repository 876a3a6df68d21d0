package dev.weft.compiler.check;

import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.ScannedClass;
import org.objectweb.asm.Opcodes;

/**
 * WEFT004: a method without a body cannot be woven, and a method that holds a monitor throughout cannot be suspended.
 */
final class UnsuitableAsyncMethod implements Rule {

    private static final String UNLOCK =
            "remove 'synchronized': the loop runs one task at a time; across awaits use dev.weft.sync.AsyncLock";
    private static final String UNLOCK_ENTRY =
            "remove 'synchronized': let the caller hold the monitor if only one thread at a time may run it";

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.asyncMethods()) {
            int access = method.node().access;
            if ((access & Opcodes.ACC_ABSTRACT) != 0) {
                report(method, "abstract", "annotate the methods that implement it instead", reporter);
            } else if ((access & Opcodes.ACC_NATIVE) != 0) {
                report(method, "native", "annotate a method that calls it instead", reporter);
            } else if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
                report(method, "synchronized", method.isEntry() ? UNLOCK_ENTRY : UNLOCK, reporter);
            }
        }
    }

    private static void report(AsyncMethod method, String modifier, String remedy, Reporter reporter) {
        reporter.at(
                method.node(),
                FindingCode.WEFT004,
                method.annotation() + " on the " + modifier + " method '" + method.node().name + "'",
                remedy);
    }
}
