package dev.weft.compiler.verify;

import dev.weft.compiler.emit.WovenClass;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.scan.AwaitCalls;

/** The last stage: what was written is checked before anybody else sees it. */
public final class Verifier {

    private Verifier() {}

    /** Throws {@link VerificationFailure}, which names the method, if the class is not sound. */
    public static void verify(WovenClass woven, ClassHierarchy hierarchy) {
        for (var method : woven.node().methods) {
            for (var call : AwaitCalls.in(method)) {
                throw new VerificationFailure(method, call, "an await was left unwoven");
            }
        }
        for (var method : woven.written()) {
            try {
                StackMapVerifier.verify(woven.node().name, method, hierarchy);
            } catch (IllegalArgumentException e) {
                throw new VerificationFailure(method, e);
            }
        }
    }
}
