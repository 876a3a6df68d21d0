package dev.weft.compiler.check;

import dev.weft.compiler.analyse.CompletedFutures;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.AsyncMethod;
import dev.weft.compiler.scan.ScannedClass;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * WEFT007, where a collection, a stream or the like makes the call: {@code futures.forEach(CompletableFuture::join)},
 * {@code stream.map(x -> x.join())}.
 *
 * <p>The method reference, or the lambda that does nothing else, must be given directly to a method of {@code java.util}
 * that calls it on this thread. Elements that are known to be done do not block.
 */
final class BlockingReference implements Rule {

    private final BlockingMethods methods;

    BlockingReference(BlockingMethods methods) {
        this.methods = methods;
    }

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var async : scanned.asyncMethods()) {
            for (var instruction : async.node().instructions) {
                if (instruction instanceof InvokeDynamicInsnNode indy && isGivenToJdk(indy)) {
                    check(scanned, async, indy, reporter);
                }
            }
        }
    }

    private void check(ScannedClass scanned, AsyncMethod async, InvokeDynamicInsnNode indy, Reporter reporter) {
        var method = async.node();
        var call = callOf(scanned, indy);
        var remedy =
                call == null ? null : methods.remedyFor(call, async.isEntry()).orElse(null);
        if (call != null && remedy != null && !(BlockingCall.isGetter(call) && isDone(method, indy))) {
            reporter.at(indy, method, FindingCode.WEFT007, BlockingCall.message(call), remedy);
        }
    }

    private static boolean isGivenToJdk(InvokeDynamicInsnNode indy) {
        return Instructions.after(indy) instanceof MethodInsnNode taker
                && indy.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")
                && callsOnThisThread(taker.owner)
                && isLastArgument(Type.getReturnType(indy.desc), taker);
    }

    private static boolean isLastArgument(Type lambda, MethodInsnNode taker) {
        var arguments = Type.getArgumentTypes(taker.desc);
        return arguments.length > 0 && arguments[arguments.length - 1].equals(lambda);
    }

    /** Executors, futures and timers have other threads; functions are only put together. */
    private static boolean callsOnThisThread(String owner) {
        return owner.equals("java/lang/Iterable")
                || (owner.startsWith("java/util/")
                        && !owner.startsWith("java/util/concurrent/")
                        && !owner.startsWith("java/util/function/")
                        && !owner.startsWith("java/util/Timer"));
    }

    /** The call that the lambda stands for; null if its body does anything else. */
    private static @Nullable MethodInsnNode callOf(ScannedClass scanned, InvokeDynamicInsnNode indy) {
        var target = (Handle) indy.bsmArgs[1];
        for (var method : scanned.node().methods) {
            if ((method.access & Opcodes.ACC_SYNTHETIC) != 0
                    && target.getOwner().equals(scanned.node().name)
                    && target.getName().equals(method.name)
                    && target.getDesc().equals(method.desc)) {
                return onlyCallIn(method);
            }
        }
        boolean makesObject = target.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        return makesObject
                ? null
                : new MethodInsnNode(
                        Opcodes.INVOKEVIRTUAL, target.getOwner(), target.getName(), target.getDesc(), false);
    }

    private static @Nullable MethodInsnNode onlyCallIn(MethodNode body) {
        MethodInsnNode only = null;
        for (var instruction : body.instructions) {
            if (instruction instanceof MethodInsnNode call && !boxes(call)) {
                if (only != null) {
                    return null;
                }
                only = call;
            } else if (!movesValues(instruction)) {
                return null;
            }
        }
        return only;
    }

    private static boolean boxes(MethodInsnNode call) {
        return call.owner.startsWith("java/lang/") && (call.name.equals("valueOf") || call.name.endsWith("Value"));
    }

    private static boolean movesValues(AbstractInsnNode instruction) {
        int opcode = instruction.getOpcode();
        return opcode <= Opcodes.ALOAD // labels, constants, loads
                || opcode == Opcodes.CHECKCAST
                || opcode == Opcodes.POP
                || opcode == Opcodes.POP2
                || opcode == Opcodes.GETFIELD
                || opcode == Opcodes.GETSTATIC
                || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN)
                || instruction instanceof MethodInsnNode;
    }

    /** Whether what the lambda gets, or what it has captured, is done. Where the source cannot be seen, it may be. */
    private static boolean isDone(MethodNode method, InvokeDynamicInsnNode indy) {
        var completed = CompletedFutures.in(method);
        if (Type.getArgumentCount(indy.desc) > 0) {
            return completed.isDone(Instructions.before(indy));
        }
        var at = Instructions.before(indy);
        while (at != null) {
            if (completed.areDone(at) || isTest(at)) {
                return true;
            } else if (at.getOpcode() == Opcodes.ALOAD) {
                return completed.awaitsEachOf(((VarInsnNode) at).var);
            }
            at = beforeStage(at);
        }
        return completed.awaitsAllOfAny();
    }

    private static boolean isTest(AbstractInsnNode stage) {
        return stage instanceof InvokeDynamicInsnNode indy
                && indy.bsmArgs.length > 1
                && indy.bsmArgs[1] instanceof Handle target
                && target.getName().equals("isDone");
    }

    /** Goes back over one step of what makes a stream; null where the elements come from something else. */
    private static @Nullable AbstractInsnNode beforeStage(AbstractInsnNode at) {
        var before = Instructions.before(at);
        if (at instanceof InvokeDynamicInsnNode indy) {
            for (int i = Type.getArgumentCount(indy.desc); i > 0 && before != null; i--) {
                before = Instructions.before(before); // a value that the lambda captures
            }
            return before;
        }
        boolean isStage = at.getOpcode() == Opcodes.CHECKCAST
                || (at.getOpcode() >= Opcodes.ACONST_NULL && at.getOpcode() <= Opcodes.LDC)
                || (at instanceof MethodInsnNode call
                        && (call.owner.startsWith("java/util/stream/") || call.name.equals("stream")));
        return isStage ? before : null;
    }
}
