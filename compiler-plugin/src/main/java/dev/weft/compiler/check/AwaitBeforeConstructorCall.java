package dev.weft.compiler.check;

import dev.weft.compiler.analyse.TypeFlow;
import dev.weft.compiler.analyse.Types;
import dev.weft.compiler.analyse.VerificationType;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.AwaitCalls;
import dev.weft.compiler.scan.ScannedClass;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** WEFT005: before {@code super(…)} or {@code this(…)} the object does not exist, so no frame could keep it. */
final class AwaitBeforeConstructorCall implements Rule {

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.node().methods) {
            if (method.name.equals("<init>")) {
                for (var call : AwaitCalls.in(method)) {
                    if (!AwaitCalls.isEmit(call) && isBefore(scanned, method, call)) {
                        reporter.at(
                                call,
                                method,
                                FindingCode.WEFT005,
                                "await before super(...) or this(...)",
                                "await in an @Async factory method, and pass the result to the constructor");
                    }
                }
            }
        }
    }

    /** Whether the constructor of the superclass has not returned when the instruction is reached. */
    static boolean isBefore(ScannedClass scanned, MethodNode constructor, AbstractInsnNode instruction) {
        var before = new boolean[1];
        new TypeFlow(scanned.node().name, constructor).walk((at, types) -> {
            if (at == instruction) {
                before[0] = holdsUninitialisedThis(types);
            }
        });
        return before[0];
    }

    private static boolean holdsUninitialisedThis(@Nullable Types types) {
        return types != null
                && (types.locals().contains(VerificationType.UNINITIALIZED_THIS)
                        || types.operandsBelow(0).contains(VerificationType.UNINITIALIZED_THIS));
    }
}
