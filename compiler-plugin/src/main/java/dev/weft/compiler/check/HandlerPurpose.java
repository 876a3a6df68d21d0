package dev.weft.compiler.check;

import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.Jumps;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Tells whether a handler around a call that makes a coroutine is meant for what the coroutine does, as far as one can see
 * it. It may as well be meant for the arguments: {@code try { return query(new URI(s)); } catch (URISyntaxException e)}.
 */
final class HandlerPurpose {

    /** Who catches all of these wants to know of every failure. */
    private static final Set<String> ALL =
            Set.of("java/lang/Throwable", "java/lang/Exception", "java/lang/RuntimeException");

    private final MethodNode method;
    private final MethodInsnNode call;

    private HandlerPurpose(MethodNode method, MethodInsnNode call) {
        this.method = method;
        this.call = call;
    }

    static boolean isTheCoroutine(TryCatchBlockNode range, MethodInsnNode call, MethodNode method) {
        var purpose = new HandlerPurpose(method, call);
        if (range.type == null) {
            return true; // finally
        }
        var close = closeIn(range.handler);
        if (close != null) {
            return purpose.isGiven(close);
        }
        boolean catchesAllToGoOn = ALL.contains(range.type) && !isThrown(range.handler);
        return !passesOn(range.handler) && (catchesAllToGoOn || purpose.isOnlyCallUnder(range.handler));
    }

    /** The call that closes a resource, in the handler that the compiler makes for it. */
    private static @Nullable AbstractInsnNode closeIn(LabelNode handler) {
        for (var at = Instructions.after(handler); at != null; at = Instructions.after(at)) {
            if (at instanceof MethodInsnNode call && call.name.equals("close") && call.desc.equals("()V")) {
                return at;
            }
            if (Jumps.endsBlock(at.getOpcode())) {
                return null;
            }
        }
        return null;
    }

    /** Whether the resource is the receiver or an argument of the call. Otherwise it may be there for what comes before. */
    private boolean isGiven(AbstractInsnNode close) {
        if (!(Instructions.before(close) instanceof VarInsnNode resource)) {
            return false;
        }
        AbstractInsnNode at = Instructions.previousInLine(call);
        while (at != null && !endsStatement(at)) {
            if (at instanceof VarInsnNode load && (load.var == resource.var || isCopyOf(resource.var, load.var))) {
                return true;
            }
            at = Instructions.previousInLine(at);
        }
        return false;
    }

    private static boolean endsStatement(AbstractInsnNode at) {
        int opcode = at.getOpcode();
        return (opcode >= Opcodes.ISTORE && opcode <= Opcodes.SASTORE)
                || opcode == Opcodes.POP
                || opcode == Opcodes.POP2
                || (at instanceof MethodInsnNode call && call.desc.endsWith(")V") && !call.name.equals("<init>"));
    }

    /** {@code try (r)} keeps {@code r} in one more variable. */
    private boolean isCopyOf(int copy, int variable) {
        for (var instruction : method.instructions) {
            if (instruction instanceof VarInsnNode store
                    && store.getOpcode() == Opcodes.ASTORE
                    && store.var == copy
                    && Instructions.previousInLine(store) instanceof VarInsnNode load
                    && load.var == variable) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing else that is called under the handler can be what it catches. */
    private boolean isOnlyCallUnder(LabelNode handler) {
        for (var range : method.tryCatchBlocks) {
            if (range.handler == handler) {
                for (AbstractInsnNode at = range.start; at != range.end && at != null; at = at.getNext()) {
                    boolean isCall = at instanceof MethodInsnNode || at instanceof InvokeDynamicInsnNode;
                    if (isCall && at != call && !isBoxing(at) && !DoneMakers.isOne(at)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean isBoxing(AbstractInsnNode at) {
        return at instanceof MethodInsnNode made && made.name.equals("valueOf") && made.owner.startsWith("java/lang/");
    }

    /** Whether a handler does nothing but {@code return failed(e)}, {@code throw e} or {@code throw new AssertionError(e)}. */
    private static boolean passesOn(LabelNode handler) {
        var store = Instructions.after(handler);
        var first = store == null ? null : Instructions.after(store);
        if (first instanceof TypeInsnNode made && made.desc.endsWith("Error")) {
            return isThrown(made);
        }
        if (!(store instanceof VarInsnNode stored && first instanceof VarInsnNode loaded)
                || store.getOpcode() != Opcodes.ASTORE
                || first.getOpcode() != Opcodes.ALOAD
                || stored.var != loaded.var) {
            return false;
        }
        var use = Instructions.after(first);
        return is(use, Opcodes.ATHROW)
                || (use instanceof MethodInsnNode call
                        && call.name.startsWith("failed")
                        && is(Instructions.after(use), Opcodes.ARETURN));
    }

    /** Whether something is thrown in the end, without a choice. */
    private static boolean isThrown(AbstractInsnNode from) {
        AbstractInsnNode at = from;
        while (at != null && !Jumps.endsBlock(at.getOpcode()) && !(at instanceof JumpInsnNode)) {
            at = Instructions.after(at);
        }
        return is(at, Opcodes.ATHROW);
    }

    private static boolean is(@Nullable AbstractInsnNode instruction, int opcode) {
        return instruction != null && instruction.getOpcode() == opcode;
    }
}
