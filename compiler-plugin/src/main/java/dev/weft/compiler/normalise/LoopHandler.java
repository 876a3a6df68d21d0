package dev.weft.compiler.normalise;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.LoopExits;
import dev.weft.compiler.analyse.StreamLoop;
import dev.weft.compiler.analyse.TypeFlow;
import dev.weft.compiler.analyse.VerificationType;
import dev.weft.compiler.code.LineNumbers;
import dev.weft.compiler.code.TryRanges;
import dev.weft.compiler.scan.AsyncMethod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The handler that closes a stream when an exception leaves the loop over it. It stands at the end of the method; the
 * {@code try} statements around the loop are around it, too.
 */
final class LoopHandler {

    private static final VerificationType THROWABLE = VerificationType.reference("java/lang/Throwable");

    private final AsyncMethod async;
    private final MethodNode method;
    private final StreamLoop loop;
    private final LoopExits exits;
    private final Set<AbstractInsnNode> covered = new HashSet<>();
    private final int thrown;
    private List<VerificationType> locals = List.of();

    LoopHandler(AsyncMethod async, StreamLoop loop, LoopExits exits) {
        this.async = async;
        this.method = async.node();
        this.loop = loop;
        this.exits = exits;
        thrown = method.maxLocals;
        for (var instruction : method.instructions) {
            if (exits.isInside(instruction)) {
                cover(instruction);
            }
        }
    }

    /** The handler is not for this instruction, before which the stream is closed. */
    void exclude(AbstractInsnNode instruction) {
        covered.remove(instruction);
    }

    /** The handler is for this instruction, too, if it is a real one. */
    void cover(AbstractInsnNode instruction) {
        if (instruction.getOpcode() >= 0) {
            covered.add(instruction);
        }
    }

    /**
     * Finds the variables that exist wherever the handler is entered from, with the types that they have at the head of the
     * loop: there all ways through its body meet.
     */
    void collectTypes() {
        var head = new ArrayList<VerificationType>();
        new TypeFlow(async.owner().name, method).walk((instruction, types) -> {
            if (instruction == loop.hasNext() && types != null) {
                head.addAll(types.locals());
            }
        });
        new TypeFlow(async.owner().name, method).walk((instruction, types) -> {
            if (types != null && covered.contains(instruction)) {
                var here = types.locals();
                for (int slot = 0; slot < head.size(); slot++) {
                    head.set(slot, merged(here.get(slot), head.get(slot)));
                }
            }
        });
        head.set(loop.slot(), VerificationType.reference(RuntimeAbi.CURSOR));
        locals = head;
    }

    /** Null fits every object. Other objects have the type of the head, or the value is not known to exist. */
    private static VerificationType merged(VerificationType here, VerificationType known) {
        if (here.equals(known) || (here.isNull() && isObject(known))) {
            return known;
        } else if (known.isNull() && isObject(here)) {
            return here;
        }
        return isObject(here) && isObject(known) ? known : VerificationType.TOP;
    }

    private static boolean isObject(VerificationType type) {
        return type.isReference() && type.creation() == null;
    }

    /** Writes the handler, and enters it into the table of handlers for what it covers now. */
    void add() {
        var code = new InsnList();
        var start = new LabelNode();
        var end = new LabelNode();
        var closeStart = new LabelNode();
        var closeEnd = new LabelNode();
        var closeFailed = new LabelNode();
        code.add(start);
        int line = LineNumbers.of(loop.await());
        if (line > 0) {
            code.add(new LineNumberNode(line, start));
        }
        code.add(StackMapNodes.of(locals, List.of(THROWABLE)));
        code.add(new VarInsnNode(Opcodes.ASTORE, thrown));
        code.add(closeStart);
        code.add(CursorCalls.close(loop.slot()));
        code.add(closeEnd);
        code.add(new VarInsnNode(Opcodes.ALOAD, thrown));
        code.add(new InsnNode(Opcodes.ATHROW));
        code.add(closeFailed);
        code.add(StackMapNodes.of(withThrown(), List.of(THROWABLE)));
        code.add(new VarInsnNode(Opcodes.ASTORE, thrown + 1));
        code.add(new VarInsnNode(Opcodes.ALOAD, thrown));
        code.add(new VarInsnNode(Opcodes.ALOAD, thrown + 1));
        code.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                RuntimeAbi.CLOSING,
                RuntimeAbi.CLOSING_FAILURE,
                RuntimeAbi.CLOSING_FAILURE_DESCRIPTOR,
                false));
        code.add(new InsnNode(Opcodes.ATHROW));
        code.add(end);
        method.instructions.add(code);
        method.maxLocals += 2;
        addRanges(start, end, new TryCatchBlockNode(closeStart, closeEnd, closeFailed, null));
    }

    private List<VerificationType> withThrown() {
        var all = new ArrayList<>(locals);
        all.addAll(Collections.nCopies(Math.max(0, thrown - all.size()), VerificationType.TOP));
        all.add(THROWABLE);
        return all;
    }

    /** Ranges come before those of the statements around them; so the first one that covers a place is the innermost. */
    private void addRanges(LabelNode start, LabelNode end, TryCatchBlockNode ofClose) {
        var pieces = pieces(start);
        var ranges = new ArrayList<TryCatchBlockNode>();
        ranges.add(ofClose);
        boolean added = false;
        for (var range : method.tryCatchBlocks) {
            boolean isAround = exits.isAround(range);
            if (isAround && !added) {
                ranges.addAll(pieces);
                added = true;
            }
            ranges.add(range);
            if (isAround && exits.around().contains(range)) {
                ranges.add(TryRanges.piece(range, start, end, range.handler));
            }
        }
        if (!added) {
            ranges.addAll(pieces);
        }
        method.tryCatchBlocks = ranges;
    }

    private List<TryCatchBlockNode> pieces(LabelNode handler) {
        var pieces = new ArrayList<TryCatchBlockNode>();
        @Nullable AbstractInsnNode first = null;
        @Nullable AbstractInsnNode last = null;
        for (var instruction : method.instructions.toArray()) {
            if (covered.contains(instruction)) {
                first = first == null ? instruction : first;
                last = instruction;
            } else if (instruction.getOpcode() >= 0 && first != null && last != null) {
                pieces.add(piece(first, last, handler));
                first = null;
            }
        }
        return pieces;
    }

    private TryCatchBlockNode piece(AbstractInsnNode first, AbstractInsnNode last, LabelNode handler) {
        var start = new LabelNode();
        var end = new LabelNode();
        method.instructions.insertBefore(first, start);
        method.instructions.insert(last, end);
        return new TryCatchBlockNode(start, end, handler, null);
    }
}
