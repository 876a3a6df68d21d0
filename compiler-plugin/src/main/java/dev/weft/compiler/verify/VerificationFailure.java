package dev.weft.compiler.verify;

import dev.weft.compiler.code.LineNumbers;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The weaver wrote code that the JVM would reject: a defect of Weft, never of the program. */
public final class VerificationFailure extends IllegalStateException {

    private static final long serialVersionUID = 1;

    VerificationFailure(MethodNode method, AbstractInsnNode at, String what) {
        super("in " + method.name + method.desc + ", instruction " + method.instructions.indexOf(at) + ", line "
                + LineNumbers.of(at) + ": " + what);
    }

    VerificationFailure(MethodNode method, RuntimeException cause) {
        super("in " + method.name + method.desc + ": " + cause.getMessage(), cause);
    }
}
