package dev.weft.it.harness;

import dev.weft.compiler.normalise.AwaitReturnsInTry;
import dev.weft.compiler.scan.ClassScanner;
import dev.weft.compiler.scan.EntryAnnotations;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Turns an unwoven class with cold methods into one whose bodies are those of streams: before each {@code await} an item is
 * emitted, and the result is the last item. A method under the old name gives the coroutine that consumes the stream, see
 * {@link LastItem}. So wherever a target can be suspended, it stands at an item, too.
 *
 * <p>The result is awaited at the return instruction, which no {@code try} is around, and where each {@code finally} has run.
 * So the weaver's own step comes first, which awaits inside a {@code try} what is returned from there. The twin, which has
 * nothing of it, tells whether it is right.
 */
final class StreamForm {
    private static final String WEFT = "dev/weft/Weft";
    private static final String STREAM = "Ldev/weft/AsyncStream;";
    private static final String RETURNS_COROUTINE = ")Ldev/weft/Coroutine;";
    private static final String ASYNC = "Ldev/weft/Async;";
    private static final String EMIT = "(Ljava/lang/Object;)V";

    private StreamForm() {}

    static byte[] of(byte[] unwoven) {
        var scanned = ClassScanner.scan(unwoven, EntryAnnotations.ITSELF);
        AwaitReturnsInTry.in(scanned);
        var node = scanned.node();
        for (var method : List.copyOf(node.methods)) {
            if (isAsync(method) && !opensGroup(method)) {
                node.methods.add(stream(node, method));
                consume(node, method);
            }
        }
        var writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }

    private static boolean isAsync(MethodNode method) {
        return method.desc.endsWith(RETURNS_COROUTINE)
                && (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_BRIDGE)) == 0
                && annotations(method).stream().anyMatch(one -> one.desc.equals(ASYNC));
    }

    private static List<AnnotationNode> annotations(MethodNode method) {
        var all = new ArrayList<AnnotationNode>();
        if (method.visibleAnnotations != null) {
            all.addAll(method.visibleAnnotations);
        }
        if (method.invisibleAnnotations != null) {
            all.addAll(method.invisibleAnnotations);
        }
        return all;
    }

    /** No item may be emitted while a group of the method is open. */
    private static boolean opensGroup(MethodNode method) {
        for (var instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call && call.owner.equals("dev/weft/TaskGroup")) {
                return true;
            }
        }
        return false;
    }

    private static MethodNode stream(ClassNode owner, MethodNode method) {
        int kept = method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_VARARGS);
        var stream = new MethodNode(kept | Opcodes.ACC_PRIVATE, name(method), descriptor(method), null, new String[0]);
        method.accept(stream);
        stream.visibleAnnotations = null;
        stream.invisibleAnnotations = new ArrayList<>(List.of(new AnnotationNode(ASYNC)));
        stream.visibleParameterAnnotations = null;
        stream.invisibleParameterAnnotations = null;
        for (var instruction : stream.instructions.toArray()) {
            if (instruction instanceof MethodInsnNode call && call.owner.equals(WEFT) && call.name.equals("await")) {
                var code = new InsnList();
                code.add(new InsnNode(Opcodes.ACONST_NULL));
                code.add(weft("emit", EMIT));
                stream.instructions.insertBefore(call, code);
            } else if (instruction.getOpcode() == Opcodes.ARETURN) {
                var code = new InsnList();
                code.add(weft("await", "(Ldev/weft/Coroutine;)Ljava/lang/Object;"));
                code.add(weft("emit", EMIT));
                code.add(weft("end", "()" + STREAM));
                stream.instructions.insertBefore(instruction, code);
            }
        }
        stream.maxStack += 1;
        return stream;
    }

    private static String name(MethodNode method) {
        return method.name + "Items";
    }

    private static String descriptor(MethodNode method) {
        return method.desc.replace(RETURNS_COROUTINE, ")" + STREAM);
    }

    private static MethodInsnNode weft(String name, String descriptor) {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, WEFT, name, descriptor, false);
    }

    /** Lets the method under the old name return the coroutine of the last item. */
    private static void consume(ClassNode owner, MethodNode method) {
        boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
        boolean inInterface = (owner.access & Opcodes.ACC_INTERFACE) != 0;
        var code = new InsnList();
        int slot = 0;
        if (!isStatic) {
            code.add(new VarInsnNode(Opcodes.ALOAD, slot++));
        }
        for (var type : Type.getArgumentTypes(method.desc)) {
            code.add(new VarInsnNode(type.getOpcode(Opcodes.ILOAD), slot));
            slot += type.getSize();
        }
        code.add(new MethodInsnNode(
                isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL,
                owner.name,
                name(method),
                descriptor(method),
                inInterface));
        code.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                Type.getInternalName(LastItem.class),
                "of",
                "(" + STREAM + RETURNS_COROUTINE,
                false));
        code.add(new InsnNode(Opcodes.ARETURN));
        method.instructions = code;
        method.tryCatchBlocks = new ArrayList<>();
        method.localVariables = null;
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
        method.maxStack = slot + 1;
        method.maxLocals = slot;
        if (method.invisibleAnnotations != null) {
            method.invisibleAnnotations.removeIf(one -> one.desc.equals(ASYNC));
        }
        if (method.visibleAnnotations != null) {
            method.visibleAnnotations.removeIf(one -> one.desc.equals(ASYNC));
        }
    }
}
