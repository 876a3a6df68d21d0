package dev.weft.compiler.split;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The slots of an entry's hidden variables (frame, task and depth) among the variables of the body.
 *
 * <p>They lie directly behind the parameters, where the hot entry receives them, so they need not be moved. The
 * variables behind them make room. In a long body they lie behind all others: an access to a variable that was moved
 * may take one more byte, and the code of a method has at most 65,535. Both entries use one layout, so a variable has
 * the same slot in both.
 *
 * @param frameSlot the slot of the frame
 */
public record SlotLayout(int frameSlot) {

    private static final int HIDDEN = 3;

    /** From this number of instructions on, a body must not grow by a byte for each access to a variable. */
    private static final int LONG = 8_000;

    static SlotLayout of(MethodNode body, int parameterSlots) {
        boolean last = body.instructions.size() > LONG || hasWideValueAcross(body, parameterSlots);
        return new SlotLayout(last ? body.maxLocals : parameterSlots);
    }

    /** Whether a long or double lies across the border, so that nothing can be inserted there. */
    private static boolean hasWideValueAcross(MethodNode body, int border) {
        for (var instruction : body.instructions) {
            if (instruction instanceof VarInsnNode store
                    && store.var == border - 1
                    && (store.getOpcode() == Opcodes.LSTORE || store.getOpcode() == Opcodes.DSTORE)) {
                return true;
            }
        }
        return false;
    }

    public int taskSlot() {
        return frameSlot + 1;
    }

    public int depthSlot() {
        return frameSlot + 2;
    }

    /** The slot in an entry of the variable that the body has in {@code bodySlot}. */
    public int slot(int bodySlot) {
        return bodySlot < frameSlot ? bodySlot : bodySlot + HIDDEN;
    }

    /** The number of slots of an entry whose body has {@code bodyMaxLocals}. */
    public int maxLocals(int bodyMaxLocals) {
        return Math.max(bodyMaxLocals, frameSlot) + HIDDEN;
    }
}
