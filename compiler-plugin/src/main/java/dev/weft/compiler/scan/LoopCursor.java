package dev.weft.compiler.scan;

import dev.weft.compiler.abi.RuntimeAbi;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/** An {@code open()} that the source does not have: of the stream that a loop runs over. The loop closes its cursor. */
public final class LoopCursor extends MethodInsnNode {

    public LoopCursor() {
        super(Opcodes.INVOKEINTERFACE, RuntimeAbi.STREAM, RuntimeAbi.OPEN, RuntimeAbi.OPEN_STREAM_DESCRIPTOR, true);
    }
}
