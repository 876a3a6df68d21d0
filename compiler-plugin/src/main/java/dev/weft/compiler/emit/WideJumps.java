package dev.weft.compiler.emit;

import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.Jumps;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Has jumps written with offsets of four bytes where two may not do.
 *
 * <pre>
 *     ifeq FAR                ifeq NEAR
 *     …                       …
 *     areturn          =>     areturn
 *     …                     NEAR:               // with the stack map of FAR; outside of all try ranges
 *                             goto_w FAR
 *                             …
 * </pre>
 *
 * ASM does this by itself, but it reads and writes the whole class once more for it. And a backward jump that only
 * becomes far because others become wide makes ASM 9.11.1 fail with an {@code ArrayIndexOutOfBoundsException}. A jump
 * on a condition that has no such place near it is left to ASM.
 */
final class WideJumps {

    /** ASM's tree, like its visitors, has no name for it: {@code GOTO} with an offset of four bytes. */
    private static final int GOTO_W = 200;

    /** What a jump of two bytes certainly reaches, whatever is put between. */
    private static final int NEAR = Short.MAX_VALUE / 2;

    /** A wide jump behind an instruction, to a label. Both compare by identity. */
    private record Stop(AbstractInsnNode place, LabelNode target) {}

    private final MethodNode method;
    private final Set<JumpInsnNode> wide = Collections.newSetFromMap(new IdentityHashMap<>());

    private WideJumps(MethodNode method) {
        this.method = method;
    }

    /**
     * Makes far jumps wide, which the rest of the weaver does not know. {@link #restore} makes them ordinary again.
     *
     * @return the jumps to restore
     */
    static Set<JumpInsnNode> in(MethodNode method) {
        if (CodeLength.atMost(method) <= Short.MAX_VALUE) {
            return Set.of();
        }
        var jumps = new WideJumps(method);
        while (jumps.widen()) {
            // code that was put between a jump and its target may have made that jump far, too
        }
        jumps.wide.forEach(jump -> jump.setOpcode(GOTO_W));
        return jumps.wide;
    }

    static void restore(Set<JumpInsnNode> wide) {
        wide.forEach(jump -> jump.setOpcode(Opcodes.GOTO));
    }

    /** Returns whether code was inserted. */
    private boolean widen() {
        var layout = new WidestLayout(method);
        var instructions = method.instructions.toArray();
        var places = places(instructions);
        var stops = new LinkedHashMap<Stop, LabelNode>();
        for (int i = 0; i < instructions.length; i++) {
            if (instructions[i] instanceof JumpInsnNode jump && layout.mayBeFar(jump)) {
                var place = places[i];
                if (jump.getOpcode() == Opcodes.GOTO) {
                    wide.add(jump);
                } else if (place != null
                        && layout.distance(jump, place) < NEAR
                        && Instructions.mapAt(jump.label) != null) {
                    jump.label = stops.computeIfAbsent(new Stop(place, jump.label), stop -> new LabelNode());
                }
            }
        }
        stops.forEach(this::insert);
        return !stops.isEmpty();
    }

    /** For each instruction, the next behind which code can stand that control does not reach, outside of try ranges. */
    private @Nullable AbstractInsnNode[] places(AbstractInsnNode[] instructions) {
        var ranges = new int[instructions.length + 1];
        for (var range : method.tryCatchBlocks) {
            ranges[method.instructions.indexOf(range.start)]++;
            ranges[method.instructions.indexOf(range.end)]--;
        }
        Arrays.parallelPrefix(ranges, Integer::sum);
        var places = new @Nullable AbstractInsnNode[instructions.length];
        AbstractInsnNode next = null;
        for (int i = instructions.length - 1; i >= 0; i--) {
            next = ranges[i] == 0 && Jumps.endsBlock(instructions[i].getOpcode()) ? instructions[i] : next;
            places[i] = next;
        }
        return places;
    }

    private void insert(Stop stop, LabelNode label) {
        var map = Objects.requireNonNull(Instructions.mapAt(stop.target()));
        var jump = new JumpInsnNode(Opcodes.GOTO, stop.target());
        wide.add(jump);
        var code = new InsnList();
        code.add(label);
        code.add(new FrameNode(
                Opcodes.F_NEW, map.local.size(), map.local.toArray(), map.stack.size(), map.stack.toArray()));
        code.add(jump);
        method.instructions.insert(stop.place(), code);
    }
}
