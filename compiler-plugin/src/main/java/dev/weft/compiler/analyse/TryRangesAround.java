package dev.weft.compiler.analyse;

import dev.weft.compiler.code.TryRanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** The try ranges around an instruction, those of {@code synchronized} blocks told from those of {@code try}. */
final class TryRangesAround {

    /**
     * What is around an instruction.
     *
     * @param tries the ranges of its {@code try} statements
     * @param monitors how many {@code synchronized} blocks are inside of the innermost {@code try}
     */
    record Around(List<TryCatchBlockNode> tries, int monitors) {}

    private final MethodNode method;
    private final Map<LabelNode, Boolean> monitorHandlers = new HashMap<>();

    TryRangesAround(MethodNode method) {
        this.method = method;
    }

    /** Compilers list inner ranges before outer ones, as JVMS 2.10 demands. */
    Around of(AbstractInsnNode instruction) {
        int index = method.instructions.indexOf(instruction);
        var tries = new ArrayList<TryCatchBlockNode>();
        var monitors = new HashSet<LabelNode>();
        for (var range : method.tryCatchBlocks) {
            if (TryRanges.covers(range, method, index)) {
                if (!monitorHandlers.computeIfAbsent(range.handler, TryRangesAround::releasesMonitor)) {
                    tries.add(range);
                } else if (tries.isEmpty()) {
                    monitors.add(range.handler);
                }
            }
        }
        return new Around(List.copyOf(tries), monitors.size());
    }

    /** Whether the handler begins with the release of a monitor, as that of a {@code synchronized} block does. */
    private static boolean releasesMonitor(LabelNode handler) {
        for (AbstractInsnNode at = handler; at != null; at = at.getNext()) {
            switch (at.getOpcode()) {
                case Opcodes.MONITOREXIT -> {
                    return true;
                }
                case -1, Opcodes.ASTORE, Opcodes.ALOAD -> {}
                default -> {
                    return false;
                }
            }
        }
        return false;
    }
}
