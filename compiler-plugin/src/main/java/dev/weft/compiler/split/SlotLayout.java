package dev.weft.compiler.split;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Where the hidden variables of an entry, its frame, its task and how deep it is, lie among the variables of the body.
 *
 * <p>Directly behind the parameters, where the hot entry receives them, so that it need not move them; the variables from
 * there on make room. In a long body they lie behind all others: an access to a variable that moved may take a byte more,
 * and a method's code has 65,535. Both entries use one layout, so the same variable has the same slot in both.
 *
 * @param frameSlot the slot of the frame
 */
public record SlotLayout(int frameSlot) {

    private static final int HIDDEN = 3;

    /** The number of instructions of a body for whose length two bytes more or less do not matter, but many do. */
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

    /** The slot in an entry of what the body has in the given slot. */
    public int slot(int bodySlot) {
        return bodySlot < frameSlot ? bodySlot : bodySlot + HIDDEN;
    }

    /** The number of slots of an entry whose body has the given number. */
    public int maxLocals(int bodyMaxLocals) {
        return Math.max(bodyMaxLocals, frameSlot) + HIDDEN;
    }
}
