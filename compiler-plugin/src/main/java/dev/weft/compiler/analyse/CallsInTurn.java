package dev.weft.compiler.analyse;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.code.Instructions;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Whether one activation of a method may call several coroutines, one after the other: awaited, and in the end returned. A
 * stream whose items it gives counts, too. A recursion of such a method branches, and then it may never end, however deep it
 * may get.
 */
final class CallsInTurn {

    private final ControlFlow flow;
    private final int[] callsOfBlock;
    private final BitSet reached = new BitSet();
    private final Deque<Integer> open = new ArrayDeque<>();

    private CallsInTurn(ControlFlow flow) {
        this.flow = flow;
        callsOfBlock = new int[flow.blocks().size()];
    }

    static boolean in(MethodNode body, ControlFlow flow, List<MethodInsnNode> awaits) {
        var calls = new CallsInTurn(flow);
        for (var await : awaits) {
            if (mayBeCall(await) || await.name.equals(RuntimeAbi.EMIT_ALL)) {
                int block = flow.blockOf()[body.instructions.indexOf(await)];
                calls.callsOfBlock[block]++;
                calls.addBehind(block);
            }
        }
        calls.addReturned();
        return calls.someFollow();
    }

    /** Whether an await may be one of a coroutine. */
    static boolean mayBeCall(MethodInsnNode await) {
        return RuntimeAbi.awaitsWithDepth(Type.getArgumentTypes(await.desc)[0].getInternalName());
    }

    private void addReturned() {
        for (int i = 0; i < flow.instructions().length; i++) {
            if (flow.instructions()[i].getOpcode() == Opcodes.ARETURN) {
                var returned = Instructions.before(flow.instructions()[i]);
                callsOfBlock[flow.blockOf()[i]] += returned != null && ResultCalls.isOne(returned) ? 0 : 1;
            }
        }
    }

    /** Adds the blocks to which control may come behind an await. */
    private void addBehind(int block) {
        addAll(flow.blocks().get(block).successors());
        addAll(flow.blocks().get(block).handlers());
    }

    private void addAll(int[] blocks) {
        for (int block : blocks) {
            if (!reached.get(block)) {
                reached.set(block);
                open.add(block);
            }
        }
    }

    private boolean someFollow() {
        while (!open.isEmpty()) {
            int block = open.remove();
            if (callsOfBlock[block] > 0) {
                return true;
            }
            addBehind(block);
        }
        for (int calls : callsOfBlock) {
            if (calls > 1) {
                return true;
            }
        }
        return false;
    }
}
