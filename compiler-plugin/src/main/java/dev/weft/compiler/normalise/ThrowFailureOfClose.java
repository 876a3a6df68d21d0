package dev.weft.compiler.normalise;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.code.Instructions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Lets the failure of an awaited close leave a block in place of the interruption by which the resource has ended the
 * block early. Where there is neither failure nor other exception, the interruption ends there.
 *
 * <pre>
 *     aload t                                =>      aload t
 *     aload x                                        aload x
 *     invokevirtual Throwable.addSuppressed          invokestatic Closing.failure
 *                                                    astore t
 *     …                                              …
 *                                                    aload resource
 *                                                    aload t
 *                                                    invokestatic Closing.swallows
 *                                                    ifne END
 *     aload t                                        aload t
 *     athrow                                         athrow
 *     …                                              …
 *  END:                                           END:
 * </pre>
 *
 * <p>END is where the code before the handler jumps to: where the block goes on if it has ended normally. Where there is
 * no such place, or a variable is set there that the handler does not know, {@code Closing.thrown} makes the exception to
 * throw in place of the interruption, which is stored into {@code t}. The shapes are those of javac and of Eclipse's compiler, for try-with-resources and
 * for a {@code finally} that closes. The change in meaning is intended; for other resources there is none. Where the static
 * type is another interface, as {@code AutoCloseable}, the resource may be a group: it is decided in the same way, at run
 * time. {@link AwaitCloseIfAsync} comes later.
 */
final class ThrowFailureOfClose {

    /** The largest number of instructions between the start of a handler and its {@code addSuppressed}. */
    private static final int LONGEST_HANDLER = 12;

    private final MethodNode body;

    private ThrowFailureOfClose(MethodNode body) {
        this.body = body;
    }

    static void in(MethodNode body) {
        var closes = new ArrayList<AbstractInsnNode>();
        for (var instruction : body.instructions) {
            if (isClose(instruction)) {
                closes.add(instruction);
            }
        }
        if (!closes.isEmpty() && !body.tryCatchBlocks.isEmpty()) {
            new ThrowFailureOfClose(body).rewrite();
            body.maxStack = Math.max(body.maxStack, 2);
        }
    }

    private void rewrite() {
        for (var instruction : body.instructions.toArray()) {
            if (isAddSuppressed(instruction)) {
                suppress((MethodInsnNode) instruction);
            } else if (instruction.getOpcode() == Opcodes.ATHROW) {
                rethrow(instruction);
            }
        }
    }

    // ---- what the close has thrown

    private void suppress(MethodInsnNode call) {
        var close = before(call);
        var thrown = before(close);
        if (isLoad(close) && isLoad(thrown) && handlesClose((VarInsnNode) close)) {
            var store = new VarInsnNode(Opcodes.ASTORE, ((VarInsnNode) thrown).var);
            body.instructions.insert(call, store);
            body.instructions.set(call, closing(RuntimeAbi.CLOSING_FAILURE, RuntimeAbi.CLOSING_FAILURE_DESCRIPTOR));
        }
    }

    /** Whether the variable holds what a handler around an awaited close has caught. */
    private boolean handlesClose(VarInsnNode load) {
        AbstractInsnNode at = load;
        for (int i = 0; i < LONGEST_HANDLER; i++) {
            if (at.getOpcode() == Opcodes.ASTORE && ((VarInsnNode) at).var == load.var) {
                var store = at;
                return body.tryCatchBlocks.stream()
                        .anyMatch(block -> first(block.handler) == store && containsClose(block));
            }
            at = before(at);
        }
        return false;
    }

    private static boolean containsClose(TryCatchBlockNode block) {
        for (AbstractInsnNode at = block.start; at != null && at != block.end; at = at.getNext()) {
            if (isClose(at)) {
                return true;
            }
        }
        return false;
    }

    // ---- what the body has thrown

    private void rethrow(AbstractInsnNode athrow) {
        var thrown = before(athrow);
        if (!isLoad(thrown)) {
            return;
        }
        var load = (VarInsnNode) thrown;
        var handler = handlerOf(load);
        var close = handler.flatMap(start -> closeBetween(start, athrow));
        if (close.isEmpty()) {
            return;
        }
        var closed = end(close.get());
        int resource = ((VarInsnNode) before(close.get())).var;
        boolean onlyCloses = next(closed) == load;
        if (isKnown(resource, slots(mapBefore(athrow)))) {
            decide(load.getPrevious(), resource, load.var, normalEnd(handler.get(), mapBefore(athrow), onlyCloses));
        } else if (onlyCloses) { // Eclipse's compiler forgets the resource before it throws
            decide(closed, resource, load.var, normalEnd(handler.get(), mapBefore(close.get()), true));
        }
    }

    /** Inserts behind an instruction what decides whether the block goes on, or what it throws. */
    private void decide(AbstractInsnNode place, int resource, int thrown, Optional<LabelNode> end) {
        var code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ALOAD, resource));
        code.add(new VarInsnNode(Opcodes.ALOAD, thrown));
        if (end.isPresent()) {
            code.add(closing(RuntimeAbi.CLOSING_SWALLOWS, RuntimeAbi.CLOSING_SWALLOWS_DESCRIPTOR));
            code.add(new JumpInsnNode(Opcodes.IFNE, end.get()));
        } else {
            code.add(closing(RuntimeAbi.CLOSING_THROWN, RuntimeAbi.CLOSING_THROWN_DESCRIPTOR));
            code.add(new VarInsnNode(Opcodes.ASTORE, thrown));
        }
        body.instructions.insert(place, code);
    }

    private static boolean isKnown(int variable, List<Object> known) {
        return variable < known.size() && known.get(variable) != Opcodes.TOP;
    }

    /** The last instruction of a close: the one that drops what an awaited close has given. */
    private static AbstractInsnNode end(AbstractInsnNode close) {
        return isAsyncClose(close) ? following(following(close)) : close;
    }

    /** The instruction behind this one, without labels, lines and maps. */
    private static AbstractInsnNode following(AbstractInsnNode instruction) {
        var after = Instructions.after(instruction);
        return after == null ? instruction : after;
    }

    /** The next instruction that is run, behind a jump if there is one. */
    private static AbstractInsnNode next(AbstractInsnNode instruction) {
        var at = following(instruction);
        return at.getOpcode() == Opcodes.GOTO ? first(((JumpInsnNode) at).label) : at;
    }

    /** Returns the handler of all throwables that has stored what is thrown again, the nearest before it. */
    private Optional<LabelNode> handlerOf(VarInsnNode load) {
        for (AbstractInsnNode at = load.getPrevious(); at != null; at = at.getPrevious()) {
            if (at.getOpcode() == Opcodes.ATHROW) {
                return Optional.empty();
            }
            if (at.getOpcode() == Opcodes.ASTORE && ((VarInsnNode) at).var == load.var) {
                var store = at;
                var handler = body.tryCatchBlocks.stream()
                        .filter(block -> block.type == null || block.type.equals("java/lang/Throwable"))
                        .map(block -> block.handler)
                        .filter(label -> first(label) == store)
                        .findFirst();
                if (handler.isPresent()) {
                    return handler;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<AbstractInsnNode> closeBetween(AbstractInsnNode start, AbstractInsnNode end) {
        for (AbstractInsnNode at = start; at != end; at = at.getNext()) {
            if (isClose(at) && isLoad(before(at)) && (end(at) == at || end(at).getOpcode() == Opcodes.POP)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the place where the block goes on that has ended normally, if the handler may go on there too. Eclipse's
     * compiler puts the code of a {@code finally} there; to close once more does no harm, but nothing else may be done twice.
     */
    private static Optional<LabelNode> normalEnd(LabelNode handler, FrameNode here, boolean onlyCloses) {
        var known = slots(here);
        var jump = before(handler);
        if (jump.getOpcode() != Opcodes.GOTO) {
            return Optional.empty();
        }
        var end = ((JumpInsnNode) jump).label;
        if (!onlyCloses && isSame(first(end), following(first(handler)))) {
            return Optional.empty();
        }
        AbstractInsnNode map = end;
        while (map != null && map.getOpcode() < 0 && !(map instanceof FrameNode)) {
            map = map.getNext();
        }
        if (!(map instanceof FrameNode there) || !there.stack.isEmpty()) {
            return Optional.empty();
        }
        var needed = slots(there);
        for (int i = 0; i < needed.size(); i++) {
            var type = needed.get(i);
            if (type != Opcodes.TOP && (i >= known.size() || !type.equals(known.get(i)))) {
                return Optional.empty();
            }
        }
        return Optional.of(end);
    }

    private static FrameNode mapBefore(AbstractInsnNode instruction) {
        AbstractInsnNode at = instruction;
        while (!(at instanceof FrameNode map)) {
            at = at.getPrevious();
        }
        return map;
    }

    /** The types of a map's variables by slot: a long or a double takes two. */
    private static List<Object> slots(FrameNode map) {
        var slots = new ArrayList<Object>();
        for (var type : map.local) {
            slots.add(type);
            if (Opcodes.LONG.equals(type) || Opcodes.DOUBLE.equals(type)) {
                slots.add(Opcodes.TOP);
            }
        }
        return slots;
    }

    // ---- instructions

    private static boolean isSame(AbstractInsnNode one, AbstractInsnNode other) {
        return one != null
                && one.getOpcode() == other.getOpcode()
                && (!(one instanceof VarInsnNode access) || access.var == ((VarInsnNode) other).var);
    }

    private static MethodInsnNode closing(String name, String descriptor) {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, RuntimeAbi.CLOSING, name, descriptor, false);
    }

    /** A close that is awaited, or will be if the object is an {@code AsyncCloseable}. */
    private static boolean isClose(AbstractInsnNode instruction) {
        return isAsyncClose(instruction) || AwaitCloseIfAsync.isOne(instruction);
    }

    private static boolean isAsyncClose(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call
                && call.name.equals(RuntimeAbi.CLOSE_ASYNC)
                && call.desc.endsWith(RuntimeAbi.RETURNS_COROUTINE);
    }

    private static boolean isAddSuppressed(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.INVOKEVIRTUAL
                && ((MethodInsnNode) instruction).name.equals("addSuppressed")
                && ((MethodInsnNode) instruction).owner.equals("java/lang/Throwable");
    }

    private static boolean isLoad(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.ALOAD;
    }

    /** The instruction before this one, without labels, lines and maps; itself if there is none. */
    private static AbstractInsnNode before(AbstractInsnNode instruction) {
        var before = Instructions.before(instruction);
        return before == null ? instruction : before;
    }

    /** The first instruction behind a label. */
    private static AbstractInsnNode first(LabelNode label) {
        return Instructions.orAfter(label);
    }
}
