package dev.weft.compiler.normalise;

import dev.weft.compiler.analyse.AnalysedMethod;
import dev.weft.compiler.analyse.AwaitSite;
import dev.weft.compiler.analyse.TypeFlow;
import dev.weft.compiler.analyse.Types;
import dev.weft.compiler.analyse.VerificationType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Creates objects whose constructor arguments await only after the arguments have been evaluated.
 *
 * <pre>
 *     new Foo                      new Foo; pop          // initialises the class, when the source does
 *     dup                          aconst_null; dup      // keeps the place on the operand stack
 *     aload 1              =>      aload 1
 *     invokestatic await           invokestatic await
 *     invokespecial Foo.&lt;init&gt;     astore 2; pop; pop; new Foo; dup; aload 2
 *                                  invokespecial Foo.&lt;init&gt;
 * </pre>
 *
 * The JVM lets no uninitialised object be stored in a field, so none may exist while the method is suspended. Every
 * copy of it, on the stack or in a variable, becomes null, in the stack maps too, and is replaced by the object once
 * its constructor has returned. Meaning is kept: an uninitialised object cannot be observed, and the class is still
 * initialised before the arguments are evaluated. (The cost is one more allocation, which the JIT compiler removes.)
 */
final class DeferObjectCreation {

    private final MethodNode body;
    private final Set<AbstractInsnNode> deferred;
    private final Temporaries temporaries;

    private DeferObjectCreation(MethodNode body, Set<AbstractInsnNode> deferred) {
        this.body = body;
        this.deferred = deferred;
        this.temporaries = new Temporaries(body.maxLocals);
    }

    /** Returns whether the body has changed. */
    static boolean in(AnalysedMethod analysed) {
        var pending = new HashSet<AbstractInsnNode>();
        for (var site : analysed.sites()) {
            addUninitialised(site, pending);
        }
        if (!pending.isEmpty()) {
            new DeferObjectCreation(analysed.body(), pending)
                    .rewrite(analysed.method().owner().name);
        }
        return !pending.isEmpty();
    }

    private static void addUninitialised(AwaitSite site, Set<AbstractInsnNode> creations) {
        for (var types : List.of(site.locals(), site.operands())) {
            for (var type : types) {
                if (type.creation() != null) {
                    creations.add(type.creation());
                }
            }
        }
    }

    private void rewrite(String owner) {
        var edits = new ArrayList<Runnable>();
        new TypeFlow(owner, body).walk((instruction, types) -> {
            if (instruction instanceof FrameNode map) {
                edits.add(() -> forget(map));
            } else if (deferred.contains(instruction)) {
                edits.add(() -> onlyInitialiseClass(instruction));
            } else if (types != null && isConstructorOfDeferred(instruction, types)) {
                edits.add(create((MethodInsnNode) instruction, types));
            }
        });
        edits.forEach(Runnable::run);
        body.maxLocals = temporaries.end();
        body.maxStack++; // for the analysis: the copy beside the object, if there was none on the stack
    }

    private boolean isConstructorOfDeferred(AbstractInsnNode instruction, Types types) {
        return instruction.getOpcode() == Opcodes.INVOKESPECIAL
                && instruction instanceof MethodInsnNode call
                && call.name.equals("<init>")
                && deferred.contains(
                        types.operand(Type.getArgumentCount(call.desc)).creation());
    }

    /** Writes null into a stack map in place of the object. */
    private void forget(FrameNode map) {
        map.local = withoutDeferred(map.local);
        map.stack = withoutDeferred(map.stack);
    }

    private List<Object> withoutDeferred(List<Object> entries) {
        var kept = new ArrayList<Object>(entries.size());
        for (var entry : entries) {
            boolean gone = entry instanceof LabelNode label && deferred.contains(TypeFlow.creationAt(label));
            kept.add(gone ? Opcodes.NULL : entry);
        }
        return kept;
    }

    private void onlyInitialiseClass(AbstractInsnNode creation) {
        var after = new InsnList();
        after.add(new InsnNode(Opcodes.POP));
        after.add(new InsnNode(Opcodes.ACONST_NULL));
        body.instructions.insert(creation, after);
    }

    /** Puts the arguments aside, creates the object below them, and stores it wherever there was a copy. */
    private Runnable create(MethodInsnNode constructor, Types types) {
        int arguments = Type.getArgumentCount(constructor.desc);
        int receiver = types.getStackSize() - 1 - arguments;
        var object = types.getStack(receiver);
        int lowest = receiver;
        for (int depth = receiver - 1; depth >= 0; depth--) {
            lowest = types.getStack(depth).equals(object) ? depth : lowest;
        }
        var before = new InsnList();
        var after = new InsnList();
        temporaries.reset();
        var slots = new int[types.getStackSize()];
        for (int depth = types.getStackSize() - 1; depth >= lowest; depth--) {
            layAside(types.getStack(depth), object, depth, slots, before);
        }
        int copies = addCopies(types, object, lowest, receiver, slots, after);
        before.add(new TypeInsnNode(Opcodes.NEW, constructor.owner));
        if (copies > 0) {
            before.add(new InsnNode(Opcodes.DUP));
        }
        for (int depth = receiver + 1; depth < types.getStackSize(); depth++) {
            before.add(load(types.getStack(depth), slots[depth]));
        }
        return () -> {
            body.instructions.insertBefore(constructor, before);
            body.instructions.insert(constructor, after);
        };
    }

    private void layAside(VerificationType type, VerificationType object, int depth, int[] slots, InsnList code) {
        if (type.equals(object)) {
            code.add(new InsnNode(Opcodes.POP));
        } else {
            slots[depth] = temporaries.next(type.getSize());
            code.add(new VarInsnNode(type.opcode(Opcodes.ISTORE), slots[depth]));
        }
    }

    /**
     * Adds the code behind the constructor, which finds the new object on the stack if there are copies. Returns the
     * number of copies.
     */
    private int addCopies(Types types, VerificationType object, int lowest, int receiver, int[] slots, InsnList code) {
        var variables = new ArrayList<Integer>();
        for (int slot = 0; slot < types.getLocals(); slot++) {
            if (types.getLocal(slot).equals(object)) {
                variables.add(slot);
            }
        }
        if (lowest == receiver - 1 && variables.isEmpty()) {
            return 1; // new, dup: the copy is where it belongs
        }
        int copies = variables.size() + receiver - lowest;
        if (copies == 0) {
            return 0;
        }
        int created = temporaries.next(1);
        code.add(new VarInsnNode(Opcodes.ASTORE, created));
        for (int slot : variables) {
            code.add(new VarInsnNode(Opcodes.ALOAD, created));
            code.add(new VarInsnNode(Opcodes.ASTORE, slot));
        }
        for (int depth = lowest; depth < receiver; depth++) {
            var type = types.getStack(depth);
            code.add(type.equals(object) ? new VarInsnNode(Opcodes.ALOAD, created) : load(type, slots[depth]));
        }
        return copies;
    }

    private static VarInsnNode load(VerificationType type, int slot) {
        return new VarInsnNode(type.opcode(Opcodes.ILOAD), slot);
    }
}
