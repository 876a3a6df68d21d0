package dev.weft.compiler.normalise;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.AnalysedMethod;
import dev.weft.compiler.code.RemoveDeadCode;
import dev.weft.compiler.scan.AsyncMethod;
import org.objectweb.asm.tree.MethodNode;

/** Brings a body into a form that can be split at its awaits. It works on a copy, and analyses that again. */
public final class Normaliser {

    private Normaliser() {}

    public static AnalysedMethod normalise(AsyncMethod method) {
        var body = copyOf(method.node());
        if (method.isEntry()) {
            ReturnDone.in(body);
        }
        ThrowFailureOfClose.in(body);
        ReturnResultsAtOnce.in(body);
        RemoveDeadCode.in(body);
        AwaitCloseIfAsync.in(method.owner().name, body);
        AwaitCursors.in(body);
        CutTryRangesAtReturns.in(body);
        var analysed = AnalysedMethod.analyse(method, body);
        return DeferObjectCreation.in(analysed) ? AnalysedMethod.analyse(method, body) : analysed;
    }

    private static MethodNode copyOf(MethodNode method) {
        var copy = new MethodNode(RuntimeAbi.ASM_API, method.access, method.name, method.desc, method.signature, null);
        method.accept(copy);
        return copy;
    }
}
