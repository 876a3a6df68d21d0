package dev.weft.compiler.analyse;

import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.Jumps;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Where control leaves a loop over a stream, other than by its end or an exception.
 *
 * <p>An exit is an edge from within the loop ({@link LoopBody}) to code outside, or a return within it.
 */
public final class LoopExits {

    /**
     * An exit.
     *
     * @param from the instruction of the loop that leaves it
     * @param targets the labels outside that it jumps to; empty for a return, and where the next instruction is outside
     * @param falls whether the next instruction is outside
     */
    public record Exit(AbstractInsnNode from, Set<LabelNode> targets, boolean falls) {
        public boolean isReturn() {
            return targets.isEmpty() && !falls;
        }
    }

    private final MethodNode method;
    private final StreamLoop loop;
    private final LoopBody body;
    private final List<Exit> exits = new ArrayList<>();

    private LoopExits(MethodNode method, StreamLoop loop) {
        this.method = method;
        this.loop = loop;
        body = LoopBody.of(method, loop);
    }

    public static LoopExits of(MethodNode method, StreamLoop loop) {
        var exits = new LoopExits(method, loop);
        exits.find();
        return exits;
    }

    /** The exits, in the order of the code. */
    public List<Exit> all() {
        return List.copyOf(exits);
    }

    /** The ranges of the {@code try} statements around the loop. */
    public List<TryCatchBlockNode> around() {
        return body.around();
    }

    /** Whether the range is of a {@code try} statement around the loop, or of the same one as such a range. */
    public boolean isAround(TryCatchBlockNode range) {
        return body.isAround(range);
    }

    public boolean isInside(AbstractInsnNode instruction) {
        return body.contains(instruction);
    }

    private void find() {
        for (var instruction : method.instructions) {
            if (body.contains(instruction)) {
                add(instruction);
            }
        }
    }

    private void add(AbstractInsnNode from) {
        int opcode = from.getOpcode();
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            exits.add(new Exit(from, Set.of(), false));
            return;
        }
        var targets = new LinkedHashSet<LabelNode>();
        for (var label : Jumps.targets(from)) {
            boolean isEnd = from == loop.branch() && loop.exitsByJump();
            if (!isEnd && !isInside(Instructions.orAfter(label))) {
                targets.add(label);
            }
        }
        boolean isEnd = from == loop.branch() && !loop.exitsByJump();
        var next = Jumps.endsBlock(opcode) ? null : Instructions.after(from);
        boolean falls = !isEnd && next != null && !isInside(next);
        if (falls || !targets.isEmpty()) {
            exits.add(new Exit(from, targets, falls));
        }
    }
}
