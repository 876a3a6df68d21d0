package dev.weft.it.bytecode;

import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** The kinds of async methods, as instructions. */
enum Flavour {
    COLD(Coroutine.class, Coroutine.class, "coroutine", Weft.class, "result"),
    HOT(CompletableFuture.class, CompletionStage.class, "stage", CompletableFuture.class, "completedFuture"),

    /** Its last item is the result. Those before it are marks ({@link Source#mark}), and between them it awaits. */
    STREAM(AsyncStream.class, Coroutine.class, "coroutine", Weft.class, "end") {
        @Override
        InsnList await(int place) {
            if (place % 2 == 0) {
                return super.await(place);
            }
            var list = new InsnList();
            list.add(call(SOURCE, "mark", OBJECT));
            list.add(emit());
            return list;
        }

        @Override
        InsnList wrap() {
            var list = new InsnList();
            list.add(emit());
            list.add(call(WEFT, "end", returned()));
            return list;
        }

        private MethodInsnNode emit() {
            return call(WEFT, "emit", Type.VOID_TYPE, OBJECT);
        }
    };

    private static final Type SOURCE = Type.getType(Source.class);
    private static final Type WEFT = Type.getType(Weft.class);
    private static final Type OBJECT = Type.getType(Object.class);

    private final Type returned;
    private final Type awaited;
    private final String source;
    private final Type wrapperOwner;
    private final String wrapper;

    Flavour(Class<?> returned, Class<?> awaited, String source, Class<?> wrapperOwner, String wrapper) {
        this.returned = Type.getType(returned);
        this.awaited = Type.getType(awaited);
        this.source = source;
        this.wrapperOwner = Type.getType(wrapperOwner);
        this.wrapper = wrapper;
    }

    /** What an async method returns. */
    Type returned() {
        return returned;
    }

    /**
     * {@code Weft.await(Source.coroutine());}: leaves the operand stack as it was.
     *
     * @param place where it is inserted
     */
    InsnList await(int place) {
        var list = new InsnList();
        list.add(call(SOURCE, source, awaited));
        list.add(call(WEFT, "await", OBJECT, awaited));
        list.add(new InsnNode(Opcodes.POP));
        return list;
    }

    /** From the object on the stack to what an async method returns. */
    InsnList wrap() {
        var list = new InsnList();
        list.add(call(wrapperOwner, wrapper, returned, OBJECT));
        return list;
    }

    /** From what an async method returned to its result. */
    MethodInsnNode run() {
        return call(SOURCE, "run", OBJECT, returned);
    }

    static MethodInsnNode call(Type owner, String name, Type result, Type... parameters) {
        return new MethodInsnNode(
                Opcodes.INVOKESTATIC, owner.getInternalName(), name, Type.getMethodDescriptor(result, parameters));
    }
}
