package dev.weft.compiler.analyse;

import dev.weft.compiler.code.Instructions;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Values of which is known that they are done coroutines or futures, or ended streams. */
public final class DoneValues {

    private DoneValues() {}

    /** Whether the instruction makes such a value, or loads a variable that has no other. */
    public static boolean isOne(MethodNode method, AbstractInsnNode made) {
        if (made instanceof VarInsnNode load && load.getOpcode() == Opcodes.ALOAD) {
            var stores = new ReachingStores(method).before(load);
            return !stores.isEmpty() && stores.stream().allMatch(DoneValues::storesOne);
        }
        return ResultCalls.isOne(made);
    }

    private static boolean storesOne(AbstractInsnNode store) {
        var made = Instructions.previousInLine(store);
        return made != null && ResultCalls.isOne(made);
    }
}
