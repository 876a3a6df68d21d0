package dev.weft.compiler.code;

import dev.weft.compiler.analyse.ControlFlow;
import java.util.ArrayDeque;
import java.util.BitSet;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The instructions that control can reach from the start of a method: in sequence, by jumps, and by exceptions.
 *
 * <p>Each is walked over once. That takes no basic blocks, and so a fraction of what {@link ControlFlow} costs.
 */
public final class ReachableCode {

    private final MethodNode method;
    private final BitSet reached;
    private final ArrayDeque<AbstractInsnNode> open = new ArrayDeque<>();

    private ReachableCode(MethodNode method) {
        this.method = method;
        this.reached = new BitSet(method.instructions.size());
    }

    /** Returns the indices of the instructions, those of labels, line numbers and stack maps included. */
    public static BitSet in(MethodNode method) {
        var code = new ReachableCode(method);
        code.walk(method.instructions.getFirst());
        code.enterHandlers();
        return code.reached;
    }

    private void walk(AbstractInsnNode start) {
        open.push(start);
        while (!open.isEmpty()) {
            walkOn(open.pop());
        }
    }

    /** Walks on until control goes elsewhere, or to code that was visited. */
    private void walkOn(AbstractInsnNode start) {
        int first = method.instructions.indexOf(start);
        int visited = reached.nextSetBit(first);
        int index = first;
        boolean goesOn = true;
        for (var at = start; at != null && index != visited && goesOn; at = at.getNext()) {
            index++;
            if (Jumps.isJump(at.getOpcode())) {
                for (var target : Jumps.targets(at)) {
                    open.push(target);
                }
            }
            goesOn = !Jumps.endsBlock(at.getOpcode());
        }
        reached.set(first, index);
    }

    /** Enters handlers until nothing new is reached: code that one handler reaches may throw into another. */
    private void enterHandlers() {
        int before;
        do {
            before = reached.cardinality();
            var caught = new BitSet();
            for (var range : method.tryCatchBlocks) {
                int start = method.instructions.indexOf(range.start);
                int end = method.instructions.indexOf(range.end);
                if (!reached.get(method.instructions.indexOf(range.handler)) && throwsAny(start, end, caught)) {
                    walk(range.handler);
                }
                if (TryRanges.catchesAll(range)) {
                    caught.set(start, end);
                }
            }
        } while (reached.cardinality() > before);
    }

    /** JVMS 2.10: the first range that fits catches the exception, so ranges behind a catch-all never do. */
    private boolean throwsAny(int start, int end, BitSet caught) {
        for (int i = reached.nextSetBit(start); i >= 0 && i < end; i = reached.nextSetBit(i + 1)) {
            if (!caught.get(i)) {
                return true;
            }
        }
        return false;
    }
}
