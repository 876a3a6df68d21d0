package dev.weft.it.bytecode;

import dev.weft.Allow;
import dev.weft.Async;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
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
 * A class whose methods have become async methods.
 *
 * <pre>
 * int sum(int a, int b) { return a + b; }
 *
 * int sum(int a, int b) { return (Integer) Source.run(sum$as(a, b)); }
 * &#64;Async private Coroutine sum$as(int a, int b) { return Weft.result(a (await) + b); }
 * </pre>
 *
 * @param file the class file, not woven yet
 * @param places where something is awaited, by name and descriptor of each method that was made async
 */
record AsyncForm(byte[] file, Map<String, List<Integer>> places) {
    private static final int LEFT_ALONE =
            Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_BRIDGE;

    static AsyncForm of(byte[] file, Flavour flavour, AwaitPlan plan) {
        var type = new ClassNode();
        new ClassReader(file).accept(type, ClassReader.EXPAND_FRAMES);
        var places = new TreeMap<String, List<Integer>>();
        var names = new HashSet<String>();
        type.methods.forEach(method -> names.add(method.name));
        for (var method : List.copyOf(type.methods)) {
            if (canBeAsync(method) && plan.takes(method)) {
                var awaits = plan.places(method);
                places.put(AwaitPlan.key(method), awaits);
                var body = body(method, freshName(method.name + "$as", names), flavour, awaits);
                delegate(type, method, body, flavour);
                type.methods.add(body);
            }
        }
        var writer = new ClassWriter(0);
        type.accept(writer);
        return new AsyncForm(writer.toByteArray(), places);
    }

    int awaits() {
        return places.values().stream().mapToInt(List::size).sum();
    }

    private static boolean canBeAsync(MethodNode method) {
        return !method.name.startsWith("<") && (method.access & LEFT_ALONE) == 0;
    }

    private static String freshName(String wanted, Set<String> taken) {
        String name = wanted;
        for (int i = 1; !taken.add(name); i++) {
            name = wanted + i;
        }
        return name;
    }

    private static MethodNode body(MethodNode method, String name, Flavour flavour, List<Integer> awaits) {
        String descriptor = Type.getMethodDescriptor(flavour.returned(), Type.getArgumentTypes(method.desc));
        int access = Opcodes.ACC_PRIVATE | method.access & Opcodes.ACC_STATIC;
        var body = new MethodNode(Opcodes.ASM9, access, name, descriptor, null, null);
        method.accept(body);
        body.visibleAnnotations = new ArrayList<>(List.of(new AnnotationNode(Type.getDescriptor(Async.class))));
        body.invisibleAnnotations = new ArrayList<>(List.of(awaitsUnderLocks()));
        body.maxStack += 2;
        var instructions = body.instructions.toArray();
        for (int place : awaits) {
            body.instructions.insertBefore(instructions[place], flavour.await(place));
        }
        for (var instruction : instructions) {
            if (instruction.getOpcode() >= Opcodes.IRETURN && instruction.getOpcode() <= Opcodes.RETURN) {
                Boxing.box(Type.getReturnType(method.desc))
                        .forEach(boxing -> body.instructions.insertBefore(instruction, boxing));
                body.instructions.insertBefore(instruction, flavour.wrap());
                body.instructions.set(instruction, new InsnNode(Opcodes.ARETURN));
            }
        }
        return body;
    }

    /** Libraries hold locks where an await stands by chance. */
    private static AnnotationNode awaitsUnderLocks() {
        var allow = new AnnotationNode(Type.getDescriptor(Allow.class));
        allow.values = List.of("value", List.of("WEFT017"));
        return allow;
    }

    /** The method itself calls the body and waits for its result. */
    private static void delegate(ClassNode type, MethodNode method, MethodNode body, Flavour flavour) {
        boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
        boolean isInterface = (type.access & Opcodes.ACC_INTERFACE) != 0;
        var code = new InsnList();
        int slot = 0;
        if (!isStatic) {
            code.add(new VarInsnNode(Opcodes.ALOAD, slot++));
        }
        for (var parameter : Type.getArgumentTypes(method.desc)) {
            code.add(new VarInsnNode(parameter.getOpcode(Opcodes.ILOAD), slot));
            slot += parameter.getSize();
        }
        int call = isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL;
        code.add(new MethodInsnNode(call, type.name, body.name, body.desc, isInterface));
        code.add(flavour.run());
        var returned = Type.getReturnType(method.desc);
        Boxing.unbox(returned).forEach(code::add);
        code.add(new InsnNode(returned.getOpcode(Opcodes.IRETURN)));
        method.instructions = code;
        method.tryCatchBlocks = new ArrayList<>();
        method.localVariables = null;
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
        method.maxLocals = slot;
        method.maxStack = Math.max(slot, 2);
    }
}
