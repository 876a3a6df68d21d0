package dev.weft.compiler.check;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.ControlFlow;
import dev.weft.compiler.analyse.Liveness;
import dev.weft.compiler.analyse.ResultCalls;
import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.scan.ScannedClass;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * WEFT006: a coroutine that is neither awaited nor started never runs, nor does a stream that nobody consumes. The call that makes it is followed by {@code
 * pop}, or by a store to a variable that is not read; or a method reference passes it to an interface whose method
 * returns nothing.
 */
final class DroppedCoroutine implements Rule {

    /**
     * The words for what is dropped.
     *
     * @param name what it is
     * @param consequence what comes of it
     * @param remedy how to mend that
     * @param remedyForLambdas the same where a lambda or method reference drops it
     */
    private record Words(String name, String consequence, String remedy, String remedyForLambdas) {}

    private static final Words COROUTINE = new Words(
            "coroutine",
            "it never runs",
            "await it, or start it as a task with start(...); ordinary code hands it to Weft.run(...)",
            "use an interface that returns it, as AsyncCallable, or start it as a task inside");
    private static final Words STREAM = new Words(
            "stream",
            "nothing of it runs",
            "consume it: for (var item : await(stream)); or await(stream.forEach(...)), await(stream.toList()) and their"
                    + " like, which ordinary code hands to Weft.run(...)",
            "use an interface that returns it, as Supplier, or consume it inside");

    @Override
    public void check(ScannedClass scanned, Reporter reporter) {
        for (var method : scanned.node().methods) {
            boolean isLambda = scanned.lambdaBodies().contains(method);
            for (var instruction : method.instructions) {
                if (instruction instanceof MethodInsnNode call
                        && RuntimeAbi.returnsCold(call.desc)
                        && !ResultCalls.isOne(call)) {
                    check(new Creation(scanned.node(), method, isLambda, call), reporter);
                } else if (instruction instanceof InvokeDynamicInsnNode indy) {
                    checkReference(method, indy, reporter);
                }
            }
        }
    }

    private static Words words(String descriptor) {
        return descriptor.endsWith(RuntimeAbi.RETURNS_STREAM) ? STREAM : COROUTINE;
    }

    /** A call that makes a coroutine or stream, and the method in which it stands. */
    private record Creation(ClassNode owner, MethodNode method, boolean inLambda, MethodInsnNode call) {

        /** Whether it is in a lambda that returns nothing. */
        boolean isInVoidLambda() {
            return inLambda && method.desc.endsWith(")V");
        }

        boolean isDroppedOnPurpose() {
            return DroppedOnPurpose.tellsMockito(owner.name, method, call)
                    || (isInVoidLambda() && DroppedOnPurpose.mustFail(owner, method));
        }

        void report(Reporter reporter, String how, String remedy) {
            reporter.at(
                    call,
                    method,
                    FindingCode.WEFT006,
                    "the " + words().name() + " of '" + call.name + "' is " + how + ": " + words().consequence(),
                    remedy);
        }

        Words words() {
            return DroppedCoroutine.words(call.desc);
        }
    }

    private static void check(Creation made, Reporter reporter) {
        var next = Instructions.after(made.call());
        if (next == null) {
            return;
        }
        if (next.getOpcode() == Opcodes.POP || next.getOpcode() == Opcodes.RETURN) { // Eclipse's compiler just returns
            if (!made.isDroppedOnPurpose()) {
                made.report(
                        reporter,
                        "dropped",
                        made.isInVoidLambda()
                                ? made.words().remedyForLambdas()
                                : made.words().remedy());
            }
        } else if (next instanceof VarInsnNode store
                && store.getOpcode() == Opcodes.ASTORE
                && isNeverRead(made.method(), store)) {
            made.report(
                    reporter,
                    "kept in a variable that nobody reads",
                    made.words().remedy());
        }
    }

    private static boolean isNeverRead(MethodNode method, VarInsnNode store) {
        boolean isSlotRead = false;
        for (var instruction : method.instructions) {
            isSlotRead |= instruction instanceof VarInsnNode load
                    && load.var == store.var
                    && load.getOpcode() == Opcodes.ALOAD;
        }
        return !isSlotRead || !isLiveAfter(method, store);
    }

    private static boolean isLiveAfter(MethodNode method, VarInsnNode store) {
        AbstractInsnNode next = store.getNext();
        return next != null
                && new Liveness(ControlFlow.of(method))
                        .before(List.of(next), method.instructions::indexOf)
                        .get(0)
                        .get(store.var);
    }

    /**
     * {@code Runnable r = this::flush}: the interface's method returns nothing, and the method that is referred to
     * returns a coroutine or stream.
     */
    private static void checkReference(MethodNode method, InvokeDynamicInsnNode indy, Reporter reporter) {
        if (indy.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")
                && indy.bsmArgs[0] instanceof Type erased
                && erased.getReturnType().equals(Type.VOID_TYPE)
                && indy.bsmArgs[1] instanceof Handle target
                && RuntimeAbi.returnsCold(target.getDesc())
                && !DroppedOnPurpose.isGivenToMockito(indy)) {
            var words = words(target.getDesc());
            var type = Type.getObjectType(Type.getReturnType(indy.desc).getInternalName());
            var simpleName = type.getClassName().substring(type.getClassName().lastIndexOf('.') + 1);
            reporter.at(
                    indy,
                    method,
                    FindingCode.WEFT006,
                    "the " + words.name() + " of '" + target.getName() + "' is dropped by " + simpleName + "."
                            + indy.name + ", which returns nothing: " + words.consequence(),
                    words.remedyForLambdas());
        }
    }
}
